package dev.rollover.job;

import dev.rollover.search.TracePoint;
import java.util.List;

/** The course of a search: one point a scored candidate, in the order of scoring. */
public record GenerationTrace(List<TracePoint> points) {

  public GenerationTrace {
    points = List.copyOf(points);
  }
}
