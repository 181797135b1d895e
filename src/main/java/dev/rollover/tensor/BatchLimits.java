package dev.rollover.tensor;

/**
 * How much a device takes at once.
 *
 * @param rows most rows of one run, at least 1
 * @param pixels most pixels of the rows' images together, at least 1; one row is taken whatever it
 *     has
 */
public record BatchLimits(int rows, long pixels) {

  /** One image of 1024×1024, which alone keeps a device busy. */
  public static final long DEFAULT_PIXELS = 1 << 20;

  public BatchLimits {
    if (rows < 1 || pixels < 1) {
      throw new IllegalArgumentException(
          "a batch has at least one row and one pixel, not %d and %d".formatted(rows, pixels));
    }
  }

  /** Limits the rows alone. */
  public static BatchLimits ofRows(int rows) {
    return new BatchLimits(rows, Long.MAX_VALUE);
  }

  /** Most rows of one key. */
  int rowsOf(BatchKey key) {
    return key.pixels() == 0 ? rows : Math.clamp(pixels / key.pixels(), 1, rows);
  }
}
