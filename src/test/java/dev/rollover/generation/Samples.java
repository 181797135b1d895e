package dev.rollover.generation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values that tests share. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  public static ResolvedRequest request() {
    return SampleRequest.within(new ResolvedRequest.Budget(100, Duration.ofMinutes(5), null, 0.0));
  }

  public static Generation queued(Instant createdAt) {
    return Generation.accepted(
        UUID.randomUUID(), request(), List.of("the model does not know \"blurry\""), createdAt);
  }

  public static Outcome outcome() {
    return new Outcome(
        new Spending(new Spending.Nfe(100, 60, 12, 0, 40), 50, 50, 1.5, 1.25, 0.01, Map.of()),
        new RewardSummary(-3, 0, Map.of("count", 0.0)),
        List.of(new GenerationImage(0, 64, 64, "ab")));
  }
}
