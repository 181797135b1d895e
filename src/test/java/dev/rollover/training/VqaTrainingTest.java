package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.flux.PromptTokens;
import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.model.vqa.VqaWords;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneCells;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Images, batches and steps of a question answerer's training, on a model that knows nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VqaTrainingTest {

  private static final long SEED = 43;
  private static final int PATHS = 2;
  private static final int STOPS = 10;
  private static final LatentScale SCALE = new LatentScale(0.1, 2);
  private static final VqaConfig CONFIG = BundledVqa.config(1);

  private final Device device = Device.cpu();
  private final Optimizer autoencoder = Optimizer.fresh(device, Untrained.autoencoder());
  private final Optimizer preview =
      Optimizer.fresh(device, PreviewWeights.draw(BundledPreview.SIZES, new SplittableRandom(7)));
  private final Optimizer weights = Optimizer.fresh(device, Untrained.loudFlow());
  private final Flow flow = new Flow(device, weights::weights, Precision.FLOAT32);
  private final LatentEncoder encoder = new LatentEncoder(device, autoencoder.weights(""));
  private final LatentDecoder decoder =
      new LatentDecoder(device, autoencoder.weights(""), Precision.FLOAT32);
  private final LatentDecoder previews = LatentDecoder.preview(device, preview.weights(""));
  private final TrainingCaptions captions = new TrainingCaptions(new SplittableRandom(8));
  private CaptionTokens tokens;

  @BeforeAll
  void open(@TempDir Path model) throws IOException {
    TokenizerFiles.write(model);
    tokens = CaptionTokens.open(model);
  }

  @AfterAll
  void close() {
    tokens.close();
    previews.close();
    decoder.close();
    encoder.close();
    flow.close();
    weights.close();
    preview.close();
    autoencoder.close();
    device.close();
  }

  @Test
  void a_state_is_finished_as_the_sampler_does_it() {
    List<Caption> captions = Stream.generate(this.captions::next).limit(2).toList();
    List<Foresights.Foresight> states =
        new Foresights(device, flow, tokens)
            .draw(new SplittableRandom(SEED), captions, new double[] {1, 0.5}, List.of(1, 3));
    assertThat(states).hasSize(4);
    int size = LatentEncoder.PACKING.packedShape().size();
    List<float[]> noises = Gaussians.rows(new SplittableRandom(SEED), 2, size);
    List<PromptTokens> texts =
        captions.stream().map(caption -> tokens.tokenize(caption.text())).toList();
    FlowSampler sampler =
        new FlowSampler(device, flow, new FlowSampler.Guidance(1, 1, tokens.tokenize("")));
    List<float[]> inOne = sampler.sample(texts, noises, 1);
    List<float[]> inThree = sampler.sample(texts, noises, 3);
    for (int path = 0; path < 2; path++) {
      Foresights.Foresight state = states.get(path);
      assertThat(RelativeDifference.of(state.mean(), inOne.get(path))).isLessThan(1e-5);
      assertThat(RelativeDifference.of(state.finished().get(0), inOne.get(path))).isLessThan(1e-5);
      assertThat(RelativeDifference.of(state.finished().get(1), inThree.get(path)))
          .isLessThan(1e-5);
    }
  }

  @Test
  void a_look_ahead_goes_with_what_the_sample_of_its_own_path_shows(@TempDir Path folder)
      throws IOException {
    VqaPictures.Drawn drawn = pictures(folder);
    assertThat(drawn.lookAheads()).hasSize(2 * PATHS * STOPS);
    assertThat(drawn.finished()).hasSize(2 * PATHS * (STOPS + 2));
    for (int row = 0; row < PATHS * STOPS; row++) {
      assertThat(drawn.lookAheads().get(row).scene()).isEqualTo(drawn.finished().get(row).scene());
      assertThat(drawn.lookAheads().get(row).prompt())
          .isEqualTo(drawn.finished().get(row).prompt());
    }
  }

  @Test
  void what_was_drawn_before_is_not_drawn_again(@TempDir Path folder) throws IOException {
    VqaPictures.Drawn first = pictures(folder);
    Files.delete(folder.resolve("001.safetensors"));
    long kept = Files.getLastModifiedTime(folder.resolve("000.safetensors")).toMillis();
    VqaPictures.Drawn second = pictures(folder);
    assertThat(Files.getLastModifiedTime(folder.resolve("000.safetensors")).toMillis())
        .isEqualTo(kept);
    for (int row = 0; row < first.lookAheads().size(); row++) {
      assertThat(second.lookAheads().get(row).rgb()).isEqualTo(first.lookAheads().get(row).rgb());
      assertThat(second.lookAheads().get(row).scene())
          .isEqualTo(first.lookAheads().get(row).scene());
    }
  }

  @Test
  void pictures_end_with_their_time_but_there_are_some(@TempDir Path folder) throws IOException {
    TimeLimit over = new TimeLimit(InstantSource.system(), Instant.EPOCH, Duration.ofSeconds(1));
    assertThat(pictures(folder, over).lookAheads()).hasSize(PATHS * STOPS);
  }

  @Test
  void a_batch_is_laid_out_image_by_image_and_the_same_each_time(@TempDir Path folder)
      throws IOException {
    VqaLessons lessons = new VqaLessons(pictures(folder), CONFIG, 7, 3);
    VqaBatch batch = lessons.draw(new SplittableRandom(SEED));
    assertThat(batch.images()).isEqualTo(7);
    assertThat(batch.rgb()).hasSize(7 * 3 * Scene.SIZE * Scene.SIZE);
    assertThat(batch.questions()).hasSize(7 * 3 * VqaWords.length(CONFIG));
    assertThat(batch.answers()).hasSize(7 * 3).contains(0, 1);
    assertThat(batch.cells()).hasSize(7 * SceneCells.CELLS);
    VqaBatch again = lessons.draw(new SplittableRandom(SEED));
    assertThat(again.rgb()).isEqualTo(batch.rgb());
    assertThat(again.questions()).isEqualTo(batch.questions());
    assertThat(again.answers()).isEqualTo(batch.answers());
  }

  @Test
  void training_makes_answers_less_surprising(@TempDir Path folder) throws IOException {
    Log log = new Log();
    VqaLessons lessons =
        new VqaLessons(new VqaPictures.Drawn(few(folder), few(folder)), CONFIG, 8, 4);
    train(40, folder.resolve("vqa.safetensors"), lessons, TimeLimit.none(), log.progress(20));
    assertThat(log.losses()).hasSize(2);
    assertThat(log.losses().getLast()).isLessThan(log.losses().getFirst());
  }

  @Test
  void an_interrupted_run_ends_in_the_checkpoint_of_an_unbroken_one(@TempDir Path folder)
      throws IOException {
    VqaLessons lessons = new VqaLessons(pictures(folder.resolve("pictures")), CONFIG, 4, 2);
    Path whole = folder.resolve("whole.safetensors");
    Path interrupted = folder.resolve("interrupted.safetensors");
    train(4, whole, lessons, TimeLimit.none(), Silence.progress());
    train(2, interrupted, lessons, TimeLimit.none(), Silence.progress());
    train(4, interrupted, lessons, TimeLimit.none(), Silence.progress());
    assertThat(Files.mismatch(whole, interrupted)).isEqualTo(-1);
  }

  @Test
  void training_ends_with_its_time_and_keeps_what_it_has(@TempDir Path folder) throws IOException {
    VqaLessons lessons = new VqaLessons(pictures(folder.resolve("pictures")), CONFIG, 4, 2);
    Path checkpoint = folder.resolve("vqa.safetensors");
    List<Instant> asked = new ArrayList<>();
    // Every look at the clock is a second later than the one before.
    InstantSource clock =
        () -> {
          asked.add(Instant.ofEpochSecond(asked.size()));
          return asked.getLast();
        };
    TimeLimit limit = new TimeLimit(clock, clock.instant(), Duration.ofSeconds(6));
    train(1000, checkpoint, lessons, limit, Silence.progress());
    try (Optimizer trained = Optimizer.resume(device, checkpoint)) {
      assertThat(trained.step()).isEqualTo(3);
    }
  }

  @Test
  void leaves_nothing_on_the_device(@TempDir Path folder) throws IOException {
    int before = device.liveTensors();
    VqaLessons lessons = new VqaLessons(pictures(folder.resolve("pictures")), CONFIG, 4, 2);
    train(1, folder.resolve("vqa.safetensors"), lessons, TimeLimit.none(), Silence.progress());
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  private List<VqaPicture> few(Path folder) throws IOException {
    return pictures(folder.resolve("pictures")).finished().subList(0, 4);
  }

  private VqaPictures.Drawn pictures(Path folder) throws IOException {
    return pictures(folder, TimeLimit.none());
  }

  private VqaPictures.Drawn pictures(Path folder, TimeLimit limit) throws IOException {
    return new VqaPictures(
            new Foresights(device, flow, tokens),
            encoder,
            new VqaDecoders(decoder, previews, SCALE))
        .draw(new VqaPictures.Chunks(2, PATHS, folder, limit), SEED, Silence.progress());
  }

  private void train(
      int steps, Path checkpoint, VqaLessons lessons, TimeLimit limit, Progress progress)
      throws IOException {
    var schedule =
        new VqaTraining.Schedule(new LearningRate(1e-3, 4, steps), limit, 2, 100, progress);
    try (VqaTraining training = new VqaTraining(device, CONFIG, schedule)) {
      training.run(checkpoint, lessons, SEED);
    }
  }

  /** What was reported. */
  private static final class Log {

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    Progress progress(int every) {
      return new Progress(
          "test",
          every,
          new PrintStream(lines, true, StandardCharsets.UTF_8),
          InstantSource.system());
    }

    List<Double> losses() {
      return lines
          .toString(StandardCharsets.UTF_8)
          .lines()
          .map(line -> Double.valueOf(line.replaceAll(".*loss ([0-9.]+) .*", "$1")))
          .toList();
    }
  }
}
