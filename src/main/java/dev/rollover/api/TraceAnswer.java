package dev.rollover.api;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationTrace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/** The course of a search, as a client sees it. */
@Schema(name = "Trace", description = "The course of a search: its reward curve")
record TraceAnswer(
    @Schema(description = "The generation that was searched for") UUID id,
    @Schema(description = "Its prompt", example = "three red circles and two blue squares")
        String prompt,
    @Schema(description = "Velocity evaluations that it may use", minimum = "1", example = "500")
        long nfeLimit,
    @Schema(description = "One point a scored candidate, in the order of scoring")
        List<Point> points) {

  TraceAnswer {
    points = List.copyOf(points);
  }

  static TraceAnswer of(Generation generation, GenerationTrace trace) {
    return new TraceAnswer(
        generation.id(),
        generation.request().prompt(),
        generation.request().budget().nfe(),
        trace.points().stream().map(Point::of).toList());
  }

  /** A scored candidate. */
  @Schema(name = "TracePoint", description = "A scored candidate")
  record Point(
      @Schema(
              description = "Velocity evaluations used when it was scored",
              minimum = "0",
              example = "137")
          long nfe,
      @Schema(
              description = "Step of the search, from noise (0) to image",
              minimum = "0",
              example = "4")
          int step,
      @Schema(description = "Chain that it belongs to", minimum = "0", example = "0") int chain,
      @Schema(description = "Its reward", example = "-2.0") double reward,
      @Schema(description = "Best reward so far", example = "-1.0") double best,
      @Schema(description = "Whether its chain moved on to it") boolean accepted,
      @Schema(
              description =
                  "Whether it is a finished image, not a look ahead from a state on the way, which"
                      + " may promise more than comes of it")
          boolean finished,
      @Schema(
              description = "Quota that steps had left unused and handed on by then",
              minimum = "0",
              example = "37")
          int rolledOver) {

    static Point of(GenerationTrace.Point point) {
      return new Point(
          point.nfe(),
          point.step(),
          point.chain(),
          point.reward(),
          point.best(),
          point.accepted(),
          point.finished(),
          point.rolledOver());
    }
  }
}
