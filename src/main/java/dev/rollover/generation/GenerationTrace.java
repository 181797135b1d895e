package dev.rollover.generation;

import java.util.List;

/** The course of a search: one point a scored candidate, in the order of scoring. */
public record GenerationTrace(List<Point> points) {

  public GenerationTrace {
    points = List.copyOf(points);
  }

  /**
   * A scored candidate.
   *
   * @param nfe spent when it was scored
   * @param seconds of running before its round
   * @param chain it belongs to
   * @param step of the search that it stands at, from noise (0) to image
   * @param reward of its image
   * @param best highest reward so far
   * @param accepted whether its chain moved on to it
   * @param finished whether its image is the search's product, not a look ahead on the way
   * @param rolledOver NFE handed on so far
   */
  public record Point(
      int nfe,
      double seconds,
      int chain,
      int step,
      double reward,
      double best,
      boolean accepted,
      boolean finished,
      int rolledOver) {}
}
