package dev.rollover.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.LongStream;

/**
 * One axis of a plot: a range of values that begins and ends at a tick, on a range of pixels.
 *
 * @param step between two ticks: 1, 2 or 5 times a power of ten
 */
public record Axis(
    BigDecimal low, BigDecimal high, BigDecimal step, double fromPixel, double toPixel)
    implements Scale {

  /** An axis of about {@code ticks} ticks that holds both values. */
  public static Axis around(
      double least, double most, int ticks, double fromPixel, double toPixel) {
    double span = most > least ? most - least : Math.max(1, Math.abs(most) / 10);
    BigDecimal step = niceStep(span / ticks);
    BigDecimal low = multiple(least, step, RoundingMode.FLOOR);
    BigDecimal high = multiple(most, step, RoundingMode.CEILING);
    if (low.compareTo(high) == 0) {
      low = low.subtract(step);
      high = high.add(step);
    }
    return new Axis(low, high, step, fromPixel, toPixel);
  }

  private static BigDecimal niceStep(double rough) {
    int exponent = (int) Math.floor(Math.log10(rough));
    double mantissa = rough / Math.pow(10, exponent);
    int nice = mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10;
    return BigDecimal.valueOf(nice).scaleByPowerOfTen(exponent);
  }

  private static BigDecimal multiple(double value, BigDecimal step, RoundingMode rounding) {
    return BigDecimal.valueOf(value).divide(step, 0, rounding).multiply(step);
  }

  @Override
  public double pixel(double value) {
    double share = (value - low.doubleValue()) / high.subtract(low).doubleValue();
    return fromPixel + share * (toPixel - fromPixel);
  }

  @Override
  public List<BigDecimal> ticks() {
    long steps = high.subtract(low).divide(step, 0, RoundingMode.HALF_UP).longValueExact();
    return LongStream.rangeClosed(0, steps)
        .mapToObj(i -> low.add(step.multiply(BigDecimal.valueOf(i))))
        .toList();
  }
}
