package dev.rollover.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values that tests share. */
final class Samples {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  static ResolvedRequest request() {
    return new ResolvedRequest(
        "three red circles",
        "shapes",
        64,
        64,
        42,
        1,
        new ResolvedRequest.Search(
            "rbf",
            "paper",
            "sde",
            "vp",
            "quarter_circle",
            10,
            2,
            1,
            1,
            new ResolvedRequest.Diffusion("square", 3),
            4),
        List.of(new ResolvedRequest.RewardTerm("count", 1, Map.of("red circle", 3))),
        new ResolvedRequest.Budget(100, Duration.ofMinutes(5), null, 0.0),
        Map.of("customer", "42"),
        false);
  }

  static Generation queued(Instant createdAt) {
    return Generation.accepted(
        UUID.randomUUID(), request(), List.of("the model does not know \"blurry\""), createdAt);
  }

  static Outcome outcome() {
    return new Outcome(
        new Spending(new Spending.Nfe(100, 60, 12, 40), 50, 50, 1.5, 1.25, 0.01),
        new RewardSummary(-3, 0, Map.of("count", 0.0)),
        List.of(new GenerationImage(0, 64, 64, "ab")));
  }
}
