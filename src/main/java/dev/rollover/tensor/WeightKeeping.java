package dev.rollover.tensor;

/** The types that weights have on a device, from which programs cast them at each use. */
public enum WeightKeeping {
  /**
   * Widened where that saves time and costs little memory: on the host, for arithmetic in float32,
   * and up to {@value #MOST_WIDENED} values a network. Else as they are stored.
   */
  AUTO,
  /** As they are stored. */
  STORED,
  /**
   * Widened to float32, which takes twice the memory of bfloat16, and four times that of float8.
   */
  FLOAT32;

  /** Values of the largest network whose weights are widened unasked: 1 GiB of float32. */
  public static final long MOST_WIDENED = 1L << 28;

  /**
   * Whether a network's weights are widened.
   *
   * @param gpu whether the device is one
   * @param precision of the device's arithmetic
   * @param values of all the network's weights
   */
  boolean widens(boolean gpu, Precision precision, long values) {
    return switch (this) {
      case AUTO -> !gpu && precision == Precision.FLOAT32 && values <= MOST_WIDENED;
      case STORED -> false;
      case FLOAT32 -> true;
    };
  }
}
