package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StraighteningTest {

  private static final long SEED = 37;
  private static final int COUNT = 2;
  private static final int SIZE = 3;
  private static final int STEPS = 12;
  private static final int LATENT = LatentEncoder.PACKING.packedShape().size();
  private static final LatentScale SCALE = new LatentScale(0.1, 2);

  private final Device device = Device.cpu();
  private final Optimizer autoencoder = Optimizer.fresh(device, Untrained.autoencoder());
  private final Optimizer weights = Optimizer.fresh(device, Untrained.loudFlow());
  private final LatentDecoder decoder =
      new LatentDecoder(device, autoencoder.weights(""), Precision.FLOAT32);
  private final Flow flow = new Flow(device, weights::weights, Precision.FLOAT32);
  private CaptionTokens tokens;
  private FlowSampler sampler;

  @BeforeAll
  void open(@TempDir Path model) throws IOException {
    TokenizerFiles.write(model);
    tokens = CaptionTokens.open(model);
    sampler = new FlowSampler(device, flow, new FlowSampler.Guidance(2, 0.4, tokens.tokenize("")));
  }

  @AfterAll
  void close() {
    tokens.close();
    flow.close();
    decoder.close();
    weights.close();
    autoencoder.close();
    device.close();
  }

  @Test
  void every_latent_is_what_the_sampler_makes_of_its_noise(@TempDir Path folder)
      throws IOException {
    List<Pairs.Weighted> pairs = pairs(folder);
    assertThat(pairs).hasSize(COUNT * SIZE);
    for (int chunk = 0; chunk < COUNT; chunk++) {
      List<Pairs.Pair> drawn =
          pairs.subList(chunk * SIZE, (chunk + 1) * SIZE).stream()
              .map(Pairs.Weighted::pair)
              .toList();
      List<float[]> sampled =
          sampler.sample(
              drawn.stream().map(Pairs.Pair::caption).toList(),
              drawn.stream().map(Pairs.Pair::noise).toList(),
              STEPS);
      for (int row = 0; row < SIZE; row++) {
        assertThat(drawn.get(row).latent()).isEqualTo(sampled.get(row));
      }
    }
  }

  @Test
  void captions_and_noise_are_the_seeds_and_a_pair_counts_by_what_it_shows(@TempDir Path folder)
      throws IOException {
    List<Pairs.Weighted> pairs = pairs(folder);
    for (int chunk = 0; chunk < COUNT; chunk++) {
      SplittableRandom random = Seeds.of(SEED, chunk);
      List<Caption> captions =
          Stream.generate(new TrainingCaptions(random)::next).limit(SIZE).toList();
      for (int row = 0; row < SIZE; row++) {
        Pairs.Weighted weighted = pairs.get(chunk * SIZE + row);
        Pairs.Pair pair = weighted.pair();
        Scene shown = decoder.scenes(List.of(SCALE.restore(pair.latent()))).getFirst();
        assertThat(pair.caption().t5()).isEqualTo(tokens.tokenize(captions.get(row).text()).t5());
        assertThat(pair.noise()).isEqualTo(Gaussians.row(random, LATENT));
        assertThat(weighted.weight()).isEqualTo(1 / (1 + captions.get(row).violation(shown)));
      }
    }
  }

  @Test
  void what_was_sampled_before_is_not_sampled_again(@TempDir Path folder) throws IOException {
    float[] kept = new float[SIZE * LATENT];
    kept[0] = 1;
    FloatTensor latents = new FloatTensor(new long[] {SIZE, LATENT}, kept);
    Safetensors.write(folder.resolve("000.safetensors"), Map.of("latents", latents), DataType.F32);

    List<Pairs.Weighted> first = pairs(folder);
    List<Pairs.Weighted> second = pairs(folder);

    assertThat(first.getFirst().pair().latent()).startsWith(1, 0);
    for (int row = 0; row < COUNT * SIZE; row++) {
      assertThat(second.get(row).pair().latent()).isEqualTo(first.get(row).pair().latent());
    }
  }

  private List<Pairs.Weighted> pairs(Path folder) throws IOException {
    return new Straightening(
            sampler, tokens, new Straightening.Judge(decoder, SCALE), Silence.progress())
        .pairs(new Straightening.Chunks(COUNT, SIZE, folder), SEED);
  }
}
