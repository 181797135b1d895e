package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.flux.PromptTokens;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stages of a preview decoder's training on a model that has learned nothing itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreviewTrainingTest {

  private static final long SEED = 41;
  private static final int PATHS = 2;
  private static final int PER_CHUNK = PATHS * (LookAheads.PER_PATH + 2);
  private static final LatentScale SCALE = new LatentScale(0.1, 2);

  private final Device device = Device.cpu();
  private final Optimizer autoencoder = Optimizer.fresh(device, Untrained.autoencoder());
  private final Optimizer weights = Optimizer.fresh(device, Untrained.loudFlow());
  private final Flow flow = new Flow(device, weights::weights, Precision.FLOAT32);
  private final LatentEncoder encoder = new LatentEncoder(device, autoencoder.weights(""));
  private final LatentDecoder decoder =
      new LatentDecoder(device, autoencoder.weights(""), Precision.FLOAT32);
  private CaptionTokens tokens;

  @BeforeAll
  void open(@TempDir Path model) throws IOException {
    TokenizerFiles.write(model);
    tokens = CaptionTokens.open(model);
  }

  @AfterAll
  void close() {
    tokens.close();
    decoder.close();
    encoder.close();
    flow.close();
    weights.close();
    autoencoder.close();
    device.close();
  }

  @Test
  void a_path_of_look_aheads_begins_with_what_pure_noise_points_to() {
    List<float[]> means = lookAheads().draw(new SplittableRandom(SEED), PATHS);
    assertThat(means).hasSize(PATHS * LookAheads.PER_PATH);
    SplittableRandom random = new SplittableRandom(SEED);
    TrainingCaptions captions = new TrainingCaptions(random);
    List<PromptTokens> drawn =
        List.of(tokens.tokenize(captions.next().text()), tokens.tokenize(captions.next().text()));
    List<float[]> noises =
        Gaussians.rows(random, PATHS, LatentEncoder.PACKING.packedShape().size());
    // One Euler step over the whole of the time ends in the posterior mean.
    List<float[]> samples =
        new FlowSampler(device, flow, new FlowSampler.Guidance(1, 1, tokens.tokenize("")))
            .sample(drawn, noises, 1);
    for (int path = 0; path < PATHS; path++) {
      assertThat(RelativeDifference.of(means.get(path), samples.get(path))).isLessThan(1e-5);
    }
  }

  @Test
  void leaves_nothing_on_the_device() {
    int before = device.liveTensors();
    lookAheads().draw(new SplittableRandom(SEED), PATHS);
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void an_example_is_a_latent_of_the_flow_and_the_full_decoders_image_of_it(@TempDir Path folder)
      throws IOException {
    List<PreviewExamples.Pair> pairs = examples(folder);
    assertThat(pairs).hasSize(2 * PER_CHUNK);
    for (PreviewExamples.Pair pair : List.of(pairs.getFirst(), pairs.getLast())) {
      byte[] alone = decoder.rgb(List.of(SCALE.restore(pair.latent()))).getFirst();
      // In a batch of another size the last bit of a sum may round another way.
      assertThat(RelativeDifference.of(Pixels.fromRgb(pair.rgb()), Pixels.fromRgb(alone)))
          .isLessThan(0.01);
    }
  }

  @Test
  void what_was_drawn_before_is_not_drawn_again(@TempDir Path folder) throws IOException {
    int latent = LatentEncoder.PACKING.packedShape().size();
    float[] kept = new float[latent];
    kept[0] = 1;
    FloatTensor latents = new FloatTensor(new long[] {1, latent}, kept);
    Safetensors.write(folder.resolve("000.safetensors"), Map.of("latents", latents), DataType.F32);

    List<PreviewExamples.Pair> first = examples(folder);
    List<PreviewExamples.Pair> second = examples(folder);

    assertThat(first).hasSize(1 + PER_CHUNK);
    assertThat(first.getFirst().latent()).startsWith(1, 0);
    for (int row = 0; row < first.size(); row++) {
      assertThat(second.get(row).latent()).isEqualTo(first.get(row).latent());
    }
  }

  @Test
  void an_interrupted_run_ends_in_the_checkpoint_of_an_unbroken_one(@TempDir Path folder)
      throws IOException {
    List<PreviewExamples.Pair> pairs = examples(folder.resolve("examples"));
    Path whole = folder.resolve("whole.safetensors");
    Path interrupted = folder.resolve("interrupted.safetensors");
    train(4, whole, pairs);
    train(2, interrupted, pairs);
    train(4, interrupted, pairs);
    assertThat(Files.mismatch(whole, interrupted)).isEqualTo(-1);
  }

  private void train(int steps, Path checkpoint, List<PreviewExamples.Pair> pairs)
      throws IOException {
    new PreviewTraining(device, Silence.progress(), steps).run(checkpoint, pairs, SEED);
  }

  private LookAheads lookAheads() {
    return new LookAheads(device, flow, tokens);
  }

  private List<PreviewExamples.Pair> examples(Path folder) throws IOException {
    return new PreviewExamples(lookAheads(), encoder, decoder, SCALE)
        .draw(new PreviewExamples.Chunks(2, PATHS, folder), SEED, Silence.progress());
  }
}
