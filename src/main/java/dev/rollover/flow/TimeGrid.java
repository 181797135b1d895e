package dev.rollover.flow;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The times s at which a generation stops, falling from 1 (noise) to 0 (image).
 *
 * @param times M + 1 of them, strictly falling
 */
public record TimeGrid(List<Double> times) {

  public TimeGrid {
    times = List.copyOf(times);
    if (times.size() < 2 || times.getFirst() != 1 || times.getLast() != 0) {
      throw new IllegalArgumentException("a time grid runs from 1 to 0, not " + times);
    }
    for (int i = 1; i < times.size(); i++) {
      if (!(times.get(i) < times.get(i - 1))) {
        throw new IllegalArgumentException("a time grid falls strictly, not " + times);
      }
    }
  }

  /** 1, 1 − 1/M, …, 0. */
  public static TimeGrid uniform(int steps) {
    return mapped(steps, tau -> tau);
  }

  /** s = √(1 − (1 − τ)²) of a uniform τ: slow at high noise, the paper's grid for VP. */
  public static TimeGrid quarterCircle(int steps) {
    return mapped(steps, tau -> StrictMath.sqrt(tau * (2 - tau)));
  }

  /**
   * s = factor/(factor + 1/τ − 1) of a uniform τ: FLUX's grid, whose factor grows with the image.
   *
   * @param factor above 0; 1 leaves the steps equal
   */
  public static TimeGrid shifted(int steps, double factor) {
    return mapped(steps, tau -> factor / (factor + (1 / tau - 1)));
  }

  /**
   * The times of a path at which the trained model's own time falls in equal steps, from the one
   * that it sees at noise (.9935 for VP and a model of the linear path) to 0.
   */
  public static TimeGrid uniformFor(Interpolant trained, Interpolant path, int steps) {
    double first = trained.timeOf(path.at(1).signalToNoise());
    return mapped(
        steps, tau -> tau == 1 ? 1 : path.timeOf(trained.at(first * tau).signalToNoise()));
  }

  /**
   * The times of another path with the signal to noise ratios that one path has at these; the ends
   * stay 1 and 0, even where the one path's noise holds some image yet. So a model sees the same
   * times on both paths, but for that first one.
   */
  public TimeGrid carried(Interpolant from, Interpolant to) {
    return new TimeGrid(
        times.stream()
            .map(time -> time == 1 ? 1.0 : to.timeOf(from.at(time).signalToNoise()))
            .toList());
  }

  /** M, the number of steps. */
  public int steps() {
    return times.size() - 1;
  }

  /** The time after so many steps. */
  public double at(int step) {
    return times.get(step);
  }

  private static TimeGrid mapped(int steps, DoubleUnaryOperator map) {
    if (steps < 1) {
      throw new IllegalArgumentException("a time grid has at least 1 step, not " + steps);
    }
    return new TimeGrid(
        IntStream.rangeClosed(0, steps)
            .mapToObj(i -> map.applyAsDouble((double) (steps - i) / steps))
            .toList());
  }
}
