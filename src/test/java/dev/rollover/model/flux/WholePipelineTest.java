package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.WeightKeeping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * From one noise and prompt, the image of diffusers' FluxPipeline: in few and many steps, square
 * and not, with texts of several lengths, with a scale, without, and with a negative prompt.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholePipelineTest {

  private static final Fixture RUNS = Fixture.named("pipeline-runs");
  private static final double MOST_IN_BFLOAT16 = 1.1;
  private static final Fixture DISTILLED = Fixture.named("pipeline");

  private final Device device = Device.cpu();
  private final Told told = told();
  private final Device halving =
      device.with(new Arithmetic(Precision.BFLOAT16, null, WeightKeeping.AUTO));
  private LoadedModel distilled;
  private LoadedModel plain;
  private LoadedModel halfDistilled;
  private LoadedModel halfPlain;

  /** What runs were told. */
  private record Told(String prompt, List<Run> runs) {}

  private record Run(
      int steps,
      int height,
      int width,
      int maxSequenceLength,
      @Nullable Double guidance,
      @Nullable String negativePrompt) {

    boolean takesScale() {
      return guidance != null && negativePrompt == null;
    }
  }

  private static Told told() {
    try {
      return JsonMapper.shared()
          .readValue(Files.readString(RUNS.folder().resolve("runs.json")), Told.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  void load(@TempDir Path plainFolder) throws IOException {
    distilled = load(DISTILLED.folder(), device);
    halfDistilled = load(DISTILLED.folder(), halving);
    copy(DISTILLED.folder(), plainFolder);
    copy(RUNS.folder().resolve("transformer"), plainFolder.resolve("transformer"));
    plain = load(plainFolder, device);
    halfPlain = load(plainFolder, halving);
  }

  private static LoadedModel load(Path folder, Device on) throws IOException {
    return new FluxFamily().load(folder, Layout.on(new Place(on, DeviceCalls.direct())));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(file));
      }
    }
  }

  @AfterAll
  void close() {
    distilled.close();
    plain.close();
    halfDistilled.close();
    halfPlain.close();
    device.close();
  }

  IntStream runs() {
    return IntStream.range(0, told.runs().size());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void is_within_one_of_255_of_diffusers(int number) {
    Run run = told.runs().get(number);
    try (FlowModel flow = prepared(run, run.takesScale() ? distilled : plain)) {
      assertThat(flow.nfePerVelocity()).isEqualTo(run.negativePrompt() == null ? 1 : 2);
      float[] latent = walked(flow, run.steps(), RUNS.value("noise" + number).data());
      assertThat(RelativeDifference.of(latent, RUNS.value("latents" + number).data()))
          .isLessThan(1e-4);
      requireNear(flow.decode(List.of(latent)).getFirst(), RUNS.value("pixels" + number));
    }
  }

  /** Whose time is not rounded either: it makes most of what their pipeline is away by. */
  @ParameterizedTest
  @MethodSource("runs")
  void is_no_further_from_it_in_bfloat16_than_that_of_diffusers_in_bfloat16(int number) {
    Run run = told.runs().get(number);
    float[] exact = RUNS.value("pixels" + number).data();
    double theirs =
        RelativeDifference.of(inSteps(RUNS.inBfloat16("pixelsAtItsTime" + number).data()), exact);
    try (FlowModel flow = prepared(run, run.takesScale() ? halfDistilled : halfPlain)) {
      float[] latent = walked(flow, run.steps(), RUNS.value("noise" + number).data());
      double ours = RelativeDifference.of(values(flow.decode(List.of(latent)).getFirst()), exact);
      assertThat(ours).isPositive().isLessThan(MOST_IN_BFLOAT16 * theirs);
    }
  }

  private FlowModel prepared(Run run, LoadedModel model) {
    return model.prepare(
        new Conditions(
            told.prompt(),
            run.negativePrompt(),
            run.maxSequenceLength(),
            run.width(),
            run.height(),
            run.guidance(),
            new DeviceAccount(false)));
  }

  /** As an image of 255 steps has them. */
  private static float[] inSteps(float[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = Math.round(255 * values[i]) / 255f;
    }
    return rounded;
  }

  private static float[] values(RgbImage image) {
    float[] values = new float[image.rgb().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (image.rgb()[i] & 0xff) / 255f;
    }
    return values;
  }

  private static float[] walked(FlowModel flow, int steps, float[] noise) {
    float[] latent = noise.clone();
    for (int step = 0; step < steps; step++) {
      double time = shifted(1 - (double) step / steps, flow.timeShift(steps));
      double next = shifted(1 - (step + 1.0) / steps, flow.timeShift(steps));
      float[] velocity = flow.velocity(List.of(latent), new double[] {time}).getFirst();
      for (int i = 0; i < latent.length; i++) {
        latent[i] += (float) (next - time) * velocity[i];
      }
    }
    return latent;
  }

  private static double shifted(double even, double shift) {
    return shift * even / (1 + (shift - 1) * even);
  }

  private static void requireNear(RgbImage image, FloatTensor theirs) {
    assertThat(image.rgb()).hasSize(theirs.data().length);
    for (int i = 0; i < image.rgb().length; i++) {
      assertThat(Math.abs((image.rgb()[i] & 0xff) - Math.round(255 * theirs.data()[i])))
          .isLessThanOrEqualTo(1);
    }
  }
}
