package dev.rollover.model.pipeline;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * Latents whose velocities are asked for at once, on their device.
 *
 * @param packing of all of them
 * @param latents {@code [batch, tokens, channels]}
 * @param times {@code [batch]}
 */
public record VelocityBatch<T>(
    LatentPacking packing, List<VelocityRow<T>> rows, Tensor latents, Tensor times) {

  static <T> VelocityBatch<T> of(Scope scope, LatentPacking packing, List<VelocityRow<T>> rows) {
    LatentShape shape = packing.packedShape();
    return new VelocityBatch<>(
        packing,
        rows,
        scope.stack(
            rows.stream().map(VelocityRow::latent).toList(), shape.tokens(), shape.channels()),
        numbers(scope, rows, VelocityRow::time));
  }

  /** The same latents with other prompts. */
  VelocityBatch<T> with(List<VelocityRow<T>> others) {
    return new VelocityBatch<>(packing, others, latents, times);
  }

  /** Something of each prompt, all of one shape: {@code [batch, …shape]}. */
  public Tensor texts(Scope scope, Function<T, float[]> values, long... shape) {
    return scope.stack(rows.stream().map(row -> values.apply(row.text())).toList(), shape);
  }

  /** A number of each row: {@code [batch]}. */
  public Tensor numbers(Scope scope, Function<VelocityRow<T>, Double> number) {
    return numbers(scope, rows, number);
  }

  private static <T> Tensor numbers(
      Scope scope, List<VelocityRow<T>> rows, Function<VelocityRow<T>, Double> number) {
    float[] numbers = new float[rows.size()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = number.apply(rows.get(row)).floatValue();
    }
    return scope.floats(numbers, numbers.length);
  }
}
