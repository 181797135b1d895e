package dev.rollover.plot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis on which equal ratios are equally far apart, from one tick to another; ticks are 1, 2 and
 * 5 times the powers of ten.
 */
record LogAxis(List<BigDecimal> ticks, double fromPixel, double toPixel) implements Scale {

  private static final int[] MANTISSAS = {1, 2, 5};

  LogAxis {
    ticks = List.copyOf(ticks);
  }

  /**
   * The shortest axis that holds both values.
   *
   * @param least above 0
   * @param most at least {@code least}
   */
  static LogAxis around(double least, double most, double fromPixel, double toPixel) {
    if (!(least > 0 && most >= least)) {
      throw new IllegalArgumentException("no axis of ratios holds %s to %s".formatted(least, most));
    }
    List<BigDecimal> ticks = new ArrayList<>();
    int exponent = (int) Math.floor(Math.log10(least)) - 1;
    while (ticks.size() < 2 || ticks.getLast().doubleValue() < most) {
      for (int mantissa : MANTISSAS) {
        add(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent), ticks, least, most);
      }
      exponent++;
    }
    return new LogAxis(ticks, fromPixel, toPixel);
  }

  /** The last tick that is not above the least value is the first; of those above, as few as do. */
  private static void add(BigDecimal tick, List<BigDecimal> ticks, double least, double most) {
    if (tick.doubleValue() <= least) {
      ticks.clear();
      ticks.add(tick);
    } else if (ticks.size() < 2 || ticks.getLast().doubleValue() < most) {
      ticks.add(tick);
    }
  }

  @Override
  public double pixel(double value) {
    double low = Math.log(ticks.getFirst().doubleValue());
    double high = Math.log(ticks.getLast().doubleValue());
    return fromPixel + (Math.log(value) - low) / (high - low) * (toPixel - fromPixel);
  }
}
