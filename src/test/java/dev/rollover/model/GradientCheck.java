package dev.rollover.model;

import static dev.rollover.tensor.Vectors.dot;
import static dev.rollover.tensor.Vectors.moved;
import static dev.rollover.tensor.Vectors.norm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** Compares a model's gradients with central differences of the function that they are of. */
@NullMarked
public final class GradientCheck {

  private static final int DIRECTIONS = 4;
  private static final double USUAL_DISTANCE = 0.02;

  private final FlowModel flow;
  private final boolean previewed;
  private final double distance;

  private GradientCheck(FlowModel flow, boolean previewed, double distance) {
    this.flow = flow;
    this.previewed = previewed;
    this.distance = distance;
  }

  /** The mean of the pixels' products with fixed numbers, which remembers its values. */
  public static final class Weighing implements ImageFunction {

    private final Random random = new Random();
    private float[] values = {};

    @Override
    public Tensor record(Scope scope, Tensor images) {
      int height = (int) images.shape()[2];
      int width = (int) images.shape()[3];
      float[] weights = new float[3 * height * width];
      random.setSeed(5);
      for (int i = 0; i < weights.length; i++) {
        weights[i] = (float) random.nextGaussian();
      }
      Tensor numbers = images.times(scope.floats(weights, 3, height, width)).meanOfRows();
      values = numbers.toFloats();
      return numbers;
    }
  }

  /** A latent of noise. */
  public static float[] noise(FlowModel flow, long seed) {
    Random random = new Random(seed);
    float[] noise = new float[flow.latentShape().size()];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  /** Makes sure of the gradient at a time: along itself, and in other directions. */
  public static void requireDifferences(FlowModel flow, double time, boolean previewed) {
    requireDifferences(flow, time, previewed, USUAL_DISTANCE);
  }

  /**
   * The same by differences over another distance: a shorter one crosses fewer of the kinks that
   * preview decoders have, which are few and large in a small one.
   */
  public static void requireDifferences(
      FlowModel flow, double time, boolean previewed, double distance) {
    new GradientCheck(flow, previewed, distance).require(time);
  }

  private void require(double time) {
    float[] at = noise(flow, 1);
    float[] gradient =
        flow.gradients(List.of(at), new double[] {time}, new Weighing(), previewed).getFirst();
    assertThat(norm(gradient)).isPositive();
    for (int direction = 0; direction < DIRECTIONS; direction++) {
      float[] towards = direction == 0 ? gradient : noise(flow, 10 + direction);
      double slope = dot(gradient, towards) / norm(towards);
      assertThat(slope(at, towards, time)).isCloseTo(slope, within(5e-3 * norm(gradient)));
    }
  }

  /**
   * The slope in a direction by differences over two distances, of which the error's h² is gone.
   */
  private double slope(float[] at, float[] towards, double time) {
    double near = difference(at, towards, distance, time);
    double far = difference(at, towards, 2 * distance, time);
    return (4 * near - far) / 3;
  }

  private double difference(float[] at, float[] towards, double by, double time) {
    Weighing function = new Weighing();
    flow.gradients(
        List.of(moved(at, towards, by), moved(at, towards, -by)),
        new double[] {time, time},
        function,
        previewed);
    return (function.values[0] - function.values[1]) / (2 * by);
  }
}
