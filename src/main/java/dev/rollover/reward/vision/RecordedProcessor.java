package dev.rollover.reward.vision;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Map;

/**
 * What an {@link ImageProcessor} does, as a function that gradients go through: of images that were
 * never rounded to bytes, and without rounding on the way. Run by one thread at a time.
 */
public final class RecordedProcessor implements AutoCloseable {

  private final ImageProcessor processor;
  private final Program program;

  RecordedProcessor(ImageProcessor processor, Device device) {
    this.processor = processor;
    this.program = Program.compile("image_preparation", Map.of(), device);
  }

  /**
   * Records itself.
   *
   * @param images {@code [batch, 3, height, width]} of any size, about [−1, 1]
   * @return {@code [batch, 3, side, side]}
   */
  public Tensor record(Scope scope, Tensor images) {
    int height = Math.toIntExact(images.shape()[2]);
    int width = Math.toIntExact(images.shape()[3]);
    int side = processor.side();
    Normalisation normalisation = processor.normalisation();
    return program.record(
        scope,
        images,
        scope.floats(transposed(processor.columns(width, height), width), width, side),
        scope.floats(rows(processor.rows(width, height), height), side, height),
        scope.floats(normalisation.scale(), 3, 1, 1),
        scope.floats(normalisation.offset(), 3, 1, 1));
  }

  private static float[] rows(double[][] weights, int length) {
    float[] rows = new float[weights.length * length];
    for (int row = 0; row < weights.length; row++) {
      for (int at = 0; at < length; at++) {
        rows[row * length + at] = (float) weights[row][at];
      }
    }
    return rows;
  }

  private static float[] transposed(double[][] weights, int length) {
    float[] columns = new float[length * weights.length];
    for (int column = 0; column < weights.length; column++) {
      for (int at = 0; at < length; at++) {
        columns[at * weights.length + column] = (float) weights[column][at];
      }
    }
    return columns;
  }

  @Override
  public void close() {
    program.close();
  }
}
