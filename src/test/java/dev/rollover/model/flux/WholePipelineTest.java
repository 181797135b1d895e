package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
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
  private static final Fixture DISTILLED = Fixture.named("pipeline");

  private final Device device = Device.cpu();
  private final Told told = told();
  private LoadedModel distilled;
  private LoadedModel plain;

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
    distilled =
        new FluxFamily()
            .load(DISTILLED.folder(), Layout.on(new Place(device, DeviceCalls.direct())));
    copy(DISTILLED.folder(), plainFolder);
    copy(RUNS.folder().resolve("transformer"), plainFolder.resolve("transformer"));
    plain = new FluxFamily().load(plainFolder, Layout.on(new Place(device, DeviceCalls.direct())));
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
    device.close();
  }

  IntStream runs() {
    return IntStream.range(0, told.runs().size());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void is_within_one_of_255_of_diffusers(int number) {
    Run run = told.runs().get(number);
    DeviceAccount account = new DeviceAccount(false);
    Conditions conditions =
        new Conditions(
            told.prompt(),
            run.negativePrompt(),
            run.maxSequenceLength(),
            run.width(),
            run.height(),
            run.guidance(),
            account);
    LoadedModel model = run.takesScale() ? distilled : plain;
    try (FlowModel flow = model.prepare(conditions)) {
      assertThat(flow.nfePerVelocity()).isEqualTo(run.negativePrompt() == null ? 1 : 2);
      float[] latent = walked(flow, run.steps(), RUNS.value("noise" + number).data());
      assertThat(RelativeDifference.of(latent, RUNS.value("latents" + number).data()))
          .isLessThan(1e-4);
      requireNear(flow.decode(List.of(latent)).getFirst(), RUNS.value("pixels" + number));
    }
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
