package dev.rollover.api;

import java.util.stream.Collectors;

/** Writes the course of a search as RFC 4180 says: a header, then a line a scored candidate. */
final class TraceCsv {

  private TraceCsv() {}

  static String write(TraceAnswer trace) {
    return trace.points().stream()
        .map(TraceCsv::line)
        .collect(Collectors.joining("", "nfe,step,chain,reward,best,accepted\r\n", ""));
  }

  private static String line(TraceAnswer.Point point) {
    return "%d,%d,%d,%s,%s,%s\r\n"
        .formatted(
            point.nfe(),
            point.step(),
            point.chain(),
            point.reward(),
            point.best(),
            point.accepted());
  }
}
