package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.Conditions;
import dev.rollover.model.Fixture;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ImagePixels;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * From one noise and prompt, the image of diffusers' ZImagePipeline: in few and more steps, square
 * and not, without a negative prompt and with one that is shorter or longer than the prompt.
 */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZImageRunsTest {

  private static final Fixture FIXTURE = Fixture.named("zimage-pipeline");

  private final Device device = Device.cpu();
  private final Told told = told();
  private LoadedModel model;

  /** What runs were told. */
  private record Told(String prompt, List<Run> runs) {}

  /**
   * One run.
   *
   * @param guidance what the prompts' difference was added with: 1 less than the scale here
   */
  private record Run(
      int steps, int height, int width, @Nullable String negativePrompt, double guidance) {}

  private static Told told() {
    try {
      return JsonMapper.shared()
          .readValue(Files.readString(FIXTURE.folder().resolve("runs.json")), Told.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  void load() throws IOException {
    model =
        new ZImageFamily()
            .load(FIXTURE.folder(), Layout.on(new Place(device, DeviceCalls.direct())));
  }

  @AfterAll
  void close() {
    model.close();
    device.close();
  }

  IntStream runs() {
    return IntStream.range(0, told.runs().size());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void ends_in_the_image_of_diffusers(int index) {
    Run run = told.runs().get(index);
    try (FlowModel flow = model.prepare(conditions(run))) {
      assertThat(flow.nfePerVelocity()).isEqualTo(run.negativePrompt() == null ? 1 : 2);
      float[] latent = sampled(flow, run.steps(), values(index, "noise"));
      assertThat(RelativeDifference.of(latent, values(index, "latents"))).isLessThan(1e-4);
      ImagePixels.check(flow.decode(List.of(latent)).getFirst(), FIXTURE.value(index + ".pixels"));
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void has_the_times_of_diffusers(int index) {
    Run run = told.runs().get(index);
    float[] theirs = values(index, "sigmas");
    try (FlowModel flow = model.prepare(conditions(run))) {
      for (int step = 0; step < theirs.length; step++) {
        assertThat(time(flow, step, run.steps())).isCloseTo(theirs[step], within(1e-6F));
      }
    }
  }

  private float[] values(int index, String name) {
    return FIXTURE.value(index + "." + name).data();
  }

  private Conditions conditions(Run run) {
    Double scale = run.negativePrompt() == null ? null : 1 + run.guidance();
    return new Conditions(
        told.prompt(),
        run.negativePrompt(),
        null,
        run.width(),
        run.height(),
        scale,
        new DeviceAccount(false));
  }

  private static float time(FlowModel flow, int step, int steps) {
    double shift = flow.timeShift(steps);
    double even = 1 - (double) step / steps;
    return (float) (shift * even / (1 + (shift - 1) * even));
  }

  private static float[] sampled(FlowModel flow, int steps, float[] noise) {
    float[] latent = noise.clone();
    for (int step = 0; step < steps; step++) {
      float time = time(flow, step, steps);
      float change = time(flow, step + 1, steps) - time;
      float[] velocity = flow.velocity(List.of(latent), new double[] {time}).getFirst();
      for (int i = 0; i < latent.length; i++) {
        latent[i] += change * velocity[i];
      }
    }
    return latent;
  }
}
