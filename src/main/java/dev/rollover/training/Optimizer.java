package dev.rollover.training;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights under training with all that AdamW keeps of each: the running mean and square of its
 * gradient, and the average of its past values, which is what the trained model is made of.
 *
 * <p>All of it is one table of tensors, {@code part:name}, so that a checkpoint is one file.
 */
final class Optimizer implements AutoCloseable {

  private static final String WEIGHT = "weight:";
  private static final String MEAN = "mean:";
  private static final String SQUARE = "square:";
  private static final String AVERAGE = "average:";
  private static final String STEP = "step";

  private static final Map<String, Object> ADAM =
      Map.of("beta1", 0.9, "beta2", 0.99, "epsilon", 1e-8, "weight_decay", 0.01, "max_norm", 1.0);

  private final Scope scope;
  private final Program adam;

  /** In the order that a checkpoint has, as the gradients' norm is a sum in the table's order. */
  private final Map<String, Tensor> table = new TreeMap<>();

  private int step;

  private Optimizer(Device device, Map<String, FloatTensor> start, int step) {
    this.scope = device.scope();
    this.adam = Program.compile("adam", ADAM, device);
    this.step = step;
    start.forEach((key, value) -> table.put(key, scope.floats(value.data(), value.shape())));
    table.forEach(
        (key, tensor) -> {
          if (key.startsWith(WEIGHT)) {
            tensor.requireGradient();
          }
        });
    adam.bind(table);
  }

  /** Starts from weights that have not been trained by it. */
  static Optimizer fresh(Device device, Map<String, FloatTensor> weights) {
    Map<String, FloatTensor> start = new LinkedHashMap<>();
    weights.forEach(
        (name, weight) -> {
          FloatTensor zeros = new FloatTensor(weight.shape(), new float[weight.data().length]);
          start.put(WEIGHT + name, weight);
          start.put(MEAN + name, zeros);
          start.put(SQUARE + name, zeros);
          start.put(AVERAGE + name, weight);
        });
    return new Optimizer(device, start, 0);
  }

  /** Weights to start from. */
  @FunctionalInterface
  interface Start {
    Map<String, FloatTensor> weights() throws IOException;
  }

  /** Goes on from a checkpoint where there is one, or else starts. */
  static Optimizer open(Device device, Path checkpoint, Start start) throws IOException {
    return Files.exists(checkpoint) ? resume(device, checkpoint) : fresh(device, start.weights());
  }

  /** Goes on from a checkpoint. */
  static Optimizer resume(Device device, Path checkpoint) throws IOException {
    Map<String, FloatTensor> start = new LinkedHashMap<>();
    int step = 0;
    try (Safetensors file = Safetensors.open(checkpoint)) {
      for (String key : file.names()) {
        if (key.equals(STEP)) {
          step = (int) file.read(key).data()[0];
        } else {
          start.put(key, file.read(key));
        }
      }
    }
    return new Optimizer(device, start, step);
  }

  /** Steps taken so far, over all runs. */
  int step() {
    return step;
  }

  /** The weights under training whose names begin with a prefix, by the rest of the name. */
  Map<String, Tensor> weights(String prefix) {
    return part(WEIGHT + prefix);
  }

  /** The averaged weights whose names begin with a prefix, by the rest of the name. */
  Map<String, Tensor> averages(String prefix) {
    return part(AVERAGE + prefix);
  }

  /** The averaged weights whose names begin with a prefix, on the host. */
  Map<String, FloatTensor> averagesOnHost(String prefix) {
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    averages(prefix).forEach((name, weight) -> weights.put(name, weight.toHost()));
    return weights;
  }

  private Map<String, Tensor> part(String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    table.forEach(
        (key, tensor) -> {
          if (key.startsWith(prefix)) {
            part.put(key.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  /** Takes one step along the gradients, and clears them. */
  void update(double learningRate) {
    step++;
    // A young average follows quickly; an old one looks back over a thousand steps.
    double decay = Math.min(0.999, (1.0 + step) / (10.0 + step));
    try (Scope call = scope.inner()) {
      adam.run(
          call, call.scalar((float) learningRate), call.scalar(step), call.scalar((float) decay));
    }
  }

  /** Writes everything to a file that replaces the last one whole or not at all. */
  void save(Path checkpoint) throws IOException {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    tensors.put(STEP, new FloatTensor(new long[] {1}, new float[] {step}));
    table.forEach((key, tensor) -> tensors.put(key, tensor.toHost()));
    Safetensors.write(checkpoint, tensors, DataType.F32);
  }

  @Override
  public void close() {
    adam.close();
    scope.close();
  }
}
