package dev.rollover.tensor;

/**
 * A tensor on the host.
 *
 * @param shape sizes, outermost first; empty for a scalar
 * @param data row-major values; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are handed on, never compared.
public record FloatTensor(long[] shape, float[] data) {

  public FloatTensor {
    long size = 1;
    for (long side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException("a side of a tensor is at least 0, not " + side);
      }
      size = Math.multiplyExact(size, side);
    }
    if (size != data.length) {
      throw new IllegalArgumentException(
          "%d values do not fill a tensor of %d".formatted(data.length, size));
    }
  }
}
