package dev.rollover.job;

import java.util.List;

/** The course of a search: one point a scored candidate, in the order of scoring. */
public record GenerationTrace(List<Point> points) {

  public GenerationTrace {
    points = List.copyOf(points);
  }

  /**
   * One scored candidate.
   *
   * @param nfe used when it was scored
   * @param step from noise to image
   * @param chain that it belongs to
   * @param reward of it
   * @param best reward so far
   * @param accepted whether the chain moved to it
   */
  public record Point(
      long nfe, int step, int chain, double reward, double best, boolean accepted) {}
}
