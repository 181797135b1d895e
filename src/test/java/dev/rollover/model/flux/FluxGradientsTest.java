package dev.rollover.model.flux;

import static dev.rollover.model.GradientCheck.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.GradientCheck;
import dev.rollover.model.GradientCheck.Weighing;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.Layout;
import dev.rollover.model.LoadedModel;
import dev.rollover.model.SharedCalls;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import dev.rollover.tensor.RelativeDifference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients of a function of images by the latents that lead to them, on the bundled model. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FluxGradientsTest {

  private static final Path BUNDLED = Path.of("src/main/resources/models/shapes");
  private static final int SIDE = 32;

  private final Device device = Device.cpu();
  private final DeviceWorker worker = new DeviceWorker(64, DeviceObserver.NONE);
  private final DeviceAccount account = new DeviceAccount(false);
  private LoadedModel model;
  private FlowModel flow;

  @BeforeAll
  void load() throws IOException {
    model = new FluxFamily().load(BUNDLED, Layout.on(new Place(device, worker)));
    flow = model.prepare(new Conditions("two red circles", SIDE, SIDE, null, false));
  }

  @AfterAll
  void close() {
    worker.close();
    model.close();
    device.close();
  }

  @ParameterizedTest
  @CsvSource({"1, false", "0.8, false", "0.5, false", "0.8, true"})
  void agree_with_central_differences_in_any_direction(double time, boolean previewed) {
    GradientCheck.requireDifferences(flow, time, previewed);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "0.8, false"})
  void agree_with_central_differences_beside_a_negative_prompt(double time, boolean previewed) {
    Conditions conditions =
        new Conditions("two red circles", "blue", null, SIDE, SIDE, 2.5, account);
    try (FlowModel guided = model.prepare(conditions)) {
      GradientCheck.requireDifferences(guided, time, previewed);
    }
  }

  @ParameterizedTest
  @CsvSource({"two red circles, 1e-4, 0", "blue, 9, 0.05"})
  void are_led_away_from_another_prompt_alone(String negative, double most, double least) {
    List<float[]> at = List.of(noise(flow, 1), noise(flow, 2));
    double[] times = {0.8, 0.5};
    Conditions conditions =
        new Conditions("two red circles", negative, null, SIDE, SIDE, 2.5, account);
    try (FlowModel guided = model.prepare(conditions)) {
      List<float[]> led = guided.gradients(at, times, new Weighing(), true);
      List<float[]> usual = flow.gradients(at, times, new Weighing(), true);
      for (int row = 0; row < at.size(); row++) {
        assertThat(RelativeDifference.of(led.get(row), usual.get(row))).isBetween(least, most);
      }
    }
  }

  @Test
  void are_those_of_each_row_alone_whatever_shares_its_call() throws IOException {
    Weighing one = new Weighing();
    ImageFunction other = (scope, images) -> images.meanOfRows();
    List<float[]> at = List.of(noise(flow, 1), noise(flow, 2), noise(flow, 3));
    double[] times = {1, 0.6, 0.3};
    DeviceAccount paid = new DeviceAccount(false);
    try (SharedCalls calls = SharedCalls.of(BUNDLED, new FluxFamily())) {
      FlowModel shared = calls.prepare(new Conditions("two red circles", SIDE, SIDE, null, paid));
      SharedCalls.Call<FlowModel, float[]> gradient =
          (of, row) ->
              of.gradients(
                      List.of(at.get(row)),
                      new double[] {times[row]},
                      row < 2 ? one : other,
                      row == 2)
                  .getFirst();
      List<float[]> together = calls.together(List.of(shared, shared, shared), gradient);
      assertThat(calls.last()).isEqualTo("gradient 3");
      assertThat(paid.nanos()).isPositive();
      for (int row = 0; row < at.size(); row++) {
        assertThat(RelativeDifference.of(together.get(row), gradient.of(shared, row)))
            .isLessThan(1e-4);
      }
    }
  }

  @Test
  void leave_velocities_and_images_as_they_were() {
    List<float[]> at = List.of(noise(flow, 1), noise(flow, 2), noise(flow, 3));
    List<float[]> velocities = flow.velocity(at, new double[] {1, 0.6, 0.3});
    for (int round = 0; round < 9; round++) {
      List<float[]> some = at.subList(0, 1 + round % 3);
      double[] times = new double[some.size()];
      flow.gradients(some, times, new Weighing(), round % 2 == 0);
      flow.velocity(some, times);
      flow.decode(some);
      flow.preview(some);
      List<float[]> again = flow.velocity(at, new double[] {1, 0.6, 0.3});
      for (int row = 0; row < at.size(); row++) {
        assertThat(RelativeDifference.of(again.get(row), velocities.get(row))).isLessThan(1e-5);
      }
    }
  }

  @Test
  void leave_nothing_on_the_device() {
    flow.gradients(List.of(noise(flow, 1)), new double[] {1}, new Weighing(), false);
    int weights = device.liveTensors();
    for (int call = 0; call < 3; call++) {
      flow.gradients(
          List.of(noise(flow, 1), noise(flow, 2)), new double[] {1, 0.5}, new Weighing(), true);
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }
}
