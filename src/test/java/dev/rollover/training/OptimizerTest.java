package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerTest {

  private static final float[] START = {0.5f, -2f, 3f};
  private static final float[] TARGET = {0f, 1f, -1f};

  @Test
  void steps_as_adamw_written_in_plain_doubles() {
    try (Device device = Device.cpu();
        Optimizer optimizer = Optimizer.fresh(device, start())) {
      Reference reference = new Reference();
      for (int step = 1; step <= 5; step++) {
        learn(device, optimizer, 0.01);
        reference.step(step, 0.01);
      }
      assertClose(weight(optimizer), reference.weight);
      assertClose(only(optimizer.averagesOnHost("")).data(), reference.average);
    }
  }

  @Test
  void goes_on_from_a_checkpoint_as_if_never_interrupted(@TempDir Path folder) throws Exception {
    Path checkpoint = folder.resolve("checkpoint.safetensors");
    try (Device device = Device.cpu();
        Optimizer whole = Optimizer.fresh(device, start())) {
      learn(device, whole, 0.01);
      whole.save(checkpoint);
      learn(device, whole, 0.01);
      try (Optimizer resumed = Optimizer.resume(device, checkpoint)) {
        learn(device, resumed, 0.01);
        assertThat(resumed.step()).isEqualTo(2);
        assertThat(weight(resumed)).isEqualTo(weight(whole));
      }
    }
  }

  private static Map<String, FloatTensor> start() {
    return Map.of("x", new FloatTensor(new long[] {3}, START));
  }

  private static float[] weight(Optimizer optimizer) {
    return only(optimizer.weights("")).toFloats();
  }

  private static <T> T only(Map<String, T> table) {
    return table.values().iterator().next();
  }

  /** One step down the mean squared distance from the target. */
  private static void learn(Device device, Optimizer optimizer, double rate) {
    try (Program loss = Program.compile("mean_squared_error", Map.of(), device);
        Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      gradients.backward(loss.record(scope, only(optimizer.weights("")), scope.floats(TARGET, 3)));
    }
    optimizer.update(rate);
  }

  private static void assertClose(float[] actual, double[] expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-5));
    }
  }

  /** AdamW with clipping to norm 1 and a moving average. */
  private static final class Reference {

    private final double[] weight = {0.5, -2, 3};
    private final double[] average = weight.clone();
    private final double[] mean = new double[3];
    private final double[] square = new double[3];

    void step(int step, double rate) {
      double[] gradient = new double[3];
      double norm = 0;
      for (int i = 0; i < 3; i++) {
        gradient[i] = 2 * (weight[i] - TARGET[i]) / 3;
        norm += gradient[i] * gradient[i];
      }
      double clip = Math.min(1, 1 / Math.sqrt(norm));
      double decay = Math.min(0.999, (1.0 + step) / (10.0 + step));
      for (int i = 0; i < 3; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * clip * gradient[i];
        square[i] = 0.99 * square[i] + 0.01 * Math.pow(clip * gradient[i], 2);
        double direction =
            mean[i]
                / (1 - Math.pow(0.9, step))
                / (Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-8);
        weight[i] = weight[i] * (1 - 0.01 * rate) - rate * direction;
        average[i] = decay * average[i] + (1 - decay) * weight[i];
      }
    }
  }
}
