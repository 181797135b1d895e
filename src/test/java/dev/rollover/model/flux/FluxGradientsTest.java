package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
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
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
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

  /** The mean of the pixels' products with fixed numbers, which remembers its values. */
  private static final class Weighing implements ImageFunction {

    private final Random random;
    private float[] values = {};

    Weighing(long seed) {
      random = new Random(seed);
    }

    @Override
    public Tensor record(Scope scope, Tensor images) {
      float[] weights = new float[3 * SIDE * SIDE];
      random.setSeed(5);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian();
      }
      Tensor numbers = images.times(scope.floats(weights, 3, SIDE, SIDE)).meanOfRows();
      values = numbers.toFloats();
      return numbers;
    }
  }

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

  private float[] noise(long seed) {
    Random random = new Random(seed);
    float[] noise = new float[flow.latentShape().size()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  @ParameterizedTest
  @CsvSource({"1, false", "0.8, false", "0.5, false", "0.8, true"})
  void agree_with_central_differences_in_any_direction(double time, boolean previewed) {
    requireDifferences(flow, time, previewed);
  }

  @ParameterizedTest
  @CsvSource({"1, false", "0.8, false"})
  void agree_with_central_differences_beside_a_negative_prompt(double time, boolean previewed) {
    Conditions conditions =
        new Conditions("two red circles", "blue", null, SIDE, SIDE, 2.5, account);
    try (FlowModel guided = model.prepare(conditions)) {
      requireDifferences(guided, time, previewed);
    }
  }

  @ParameterizedTest
  @CsvSource({"two red circles, 1e-4, 0", "blue, 9, 0.05"})
  void are_led_away_from_another_prompt_alone(String negative, double most, double least) {
    List<float[]> at = List.of(noise(1), noise(2));
    double[] times = {0.8, 0.5};
    Conditions conditions =
        new Conditions("two red circles", negative, null, SIDE, SIDE, 2.5, account);
    try (FlowModel guided = model.prepare(conditions)) {
      List<float[]> led = guided.gradients(at, times, new Weighing(5), true);
      List<float[]> usual = flow.gradients(at, times, new Weighing(5), true);
      for (int row = 0; row < at.size(); row++) {
        assertThat(RelativeDifference.of(led.get(row), usual.get(row))).isBetween(least, most);
      }
    }
  }

  private void requireDifferences(FlowModel of, double time, boolean previewed) {
    float[] at = noise(1);
    Weighing function = new Weighing(5);
    float[] gradient =
        of.gradients(List.of(at), new double[] {time}, function, previewed).getFirst();
    for (int direction = 0; direction < 4; direction++) {
      float[] towards = direction == 0 ? gradient : noise(10 + direction);
      double slope = dot(gradient, towards) / norm(towards);
      assertThat(slope(of, at, towards, time, previewed))
          .isCloseTo(slope, within(5e-3 * norm(gradient)));
    }
  }

  /**
   * The slope in a direction by differences over two distances, of which the error's h² is gone.
   */
  private double slope(FlowModel of, float[] at, float[] towards, double time, boolean previewed) {
    double near = difference(of, at, towards, 0.02, time, previewed);
    double far = difference(of, at, towards, 0.04, time, previewed);
    return (4 * near - far) / 3;
  }

  private double difference(
      FlowModel of, float[] at, float[] towards, double distance, double time, boolean previewed) {
    Weighing function = new Weighing(5);
    of.gradients(
        List.of(moved(at, towards, distance), moved(at, towards, -distance)),
        new double[] {time, time},
        function,
        previewed);
    return (function.values[0] - function.values[1]) / (2 * distance);
  }

  private static float[] moved(float[] at, float[] towards, double distance) {
    float[] moved = at.clone();
    double length = norm(towards);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (distance * towards[i] / length);
    }
    return moved;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  private static double norm(float[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  @Test
  void are_those_of_each_row_alone_whatever_shares_its_call() throws IOException {
    Weighing one = new Weighing(5);
    ImageFunction other = (scope, images) -> images.meanOfRows();
    List<float[]> at = List.of(noise(1), noise(2), noise(3));
    double[] times = {1, 0.6, 0.3};
    DeviceAccount account = new DeviceAccount(false);
    try (SharedCalls calls = SharedCalls.of(BUNDLED, new FluxFamily())) {
      FlowModel shared =
          calls.prepare(new Conditions("two red circles", SIDE, SIDE, null, account));
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
      assertThat(account.nanos()).isPositive();
      for (int row = 0; row < at.size(); row++) {
        assertThat(RelativeDifference.of(together.get(row), gradient.of(shared, row)))
            .isLessThan(1e-4);
      }
    }
  }

  @Test
  void leave_velocities_and_images_as_they_were() {
    List<float[]> at = List.of(noise(1), noise(2), noise(3));
    List<float[]> velocities = flow.velocity(at, new double[] {1, 0.6, 0.3});
    for (int round = 0; round < 9; round++) {
      List<float[]> some = at.subList(0, 1 + round % 3);
      double[] times = new double[some.size()];
      flow.gradients(some, times, new Weighing(5), round % 2 == 0);
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
    flow.gradients(List.of(noise(1)), new double[] {1}, new Weighing(5), false);
    int weights = device.liveTensors();
    for (int call = 0; call < 3; call++) {
      flow.gradients(List.of(noise(1), noise(2)), new double[] {1, 0.5}, new Weighing(5), true);
    }
    assertThat(device.liveTensors()).isEqualTo(weights);
  }
}
