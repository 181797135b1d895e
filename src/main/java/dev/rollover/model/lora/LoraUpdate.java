package dev.rollover.model.lora;

import dev.rollover.tensor.FloatTensor;
import java.util.stream.IntStream;

/**
 * What one LoRA adds to one weight: factor · up · down, of which the weight takes some rows.
 *
 * @param down {@code [rank, in]}
 * @param up {@code [out, rank]}
 * @param factor the scale that was asked for times alpha / rank
 */
record LoraUpdate(Segment segment, FloatTensor down, FloatTensor up, double factor) {

  /**
   * Adds itself.
   *
   * @param weight row-major {@code [out, in]}, changed
   */
  void addTo(float[] weight) {
    int rank = (int) down.shape()[0];
    int columns = (int) down.shape()[1];
    IntStream.range(0, segment.rows())
        .parallel()
        .forEach(row -> addRow(weight, row, rank, columns));
  }

  private void addRow(float[] weight, int row, int rank, int columns) {
    float[] directions = down.data();
    int at = (segment.to() + row) * columns;
    for (int r = 0; r < rank; r++) {
      float amount = (float) (factor * up.data()[(segment.from() + row) * rank + r]);
      int from = r * columns;
      for (int column = 0; column < columns; column++) {
        weight[at + column] += amount * directions[from + column];
      }
    }
  }
}
