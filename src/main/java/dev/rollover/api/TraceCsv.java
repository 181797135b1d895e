package dev.rollover.api;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the course of a search as RFC 4180 says: a header, then a line a scored candidate. */
final class TraceCsv {

  private TraceCsv() {}

  static String write(TraceAnswer trace) {
    return trace.points().stream()
        .map(TraceCsv::line)
        .collect(
            Collectors.joining(
                "", "nfe,step,chain,reward,best,accepted,finished,rolledOver\r\n", ""));
  }

  private static String line(TraceAnswer.Point point) {
    return Stream.of(
            point.nfe(),
            point.step(),
            point.chain(),
            point.reward(),
            point.best(),
            point.accepted(),
            point.finished(),
            point.rolledOver())
        .map(String::valueOf)
        .collect(Collectors.joining(",", "", "\r\n"));
  }
}
