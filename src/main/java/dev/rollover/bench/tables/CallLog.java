package dev.rollover.bench.tables;

import java.util.Map;
import java.util.TreeMap;

/** The calls of one run as they are made, all on its own thread. */
final class CallLog {

  private static final double DIGITS = 1e4;

  private CallCounts calls = CallCounts.NONE;
  private final Map<Double, Integer> nfeByTime = new TreeMap<>();
  private double[] latestTimes = {};
  private int latestNfe = 1;

  void call(String operation, int rows) {
    calls = calls.plus(operation, rows);
  }

  /**
   * Notes at which of the model's times velocities were asked for.
   *
   * @param nfe of each of them
   */
  void velocitiesAt(double[] times, int nfe) {
    latestTimes = times.clone();
    latestNfe = nfe;
  }

  /**
   * Ends a round: the velocities that were asked for in it are counted by their times, to four
   * digits, unless they were of the last way to an image.
   */
  void endRound(boolean finishing) {
    for (double time : latestTimes) {
      if (!finishing) {
        nfeByTime.merge(Math.round(time * DIGITS) / DIGITS, latestNfe, Integer::sum);
      }
    }
    latestTimes = new double[0];
  }

  CallCounts calls() {
    return calls;
  }

  Map<Double, Integer> nfeByTime() {
    return nfeByTime;
  }
}
