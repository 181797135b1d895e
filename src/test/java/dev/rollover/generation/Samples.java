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

  /** An outcome of which a judge has seen one image and could tell nothing of the other. */
  public static Outcome judged() {
    Map<String, Spending.Service> taste =
        Map.of("taste", new Spending.Service(2, 1, 0.5, 200, 2, 0.02));
    return new Outcome(
        new Spending(
            new Spending.Nfe(100, 60, 12, 0, 40),
            50,
            0,
            50,
            2,
            1.25,
            0.03,
            Map.of(),
            new Spending.Judge(2, 0.5, 0, 0.02, taste)),
        new RewardSummary(-3, 0, Map.of("count", 0.0)),
        List.of(
            new GenerationImage(
                0,
                64,
                64,
                "ab".repeat(32),
                new ImageScore(0, Map.of("count", 0.0)),
                new ImageScore(1.5, Map.of("taste", 0.75))),
            new GenerationImage(
                1, 64, 64, "cd".repeat(32), new ImageScore(-1, Map.of("count", -1.0)), null)),
        new JudgeSummary(
            1.5,
            Map.of("taste", 0.75),
            new JudgeError(
                JudgeError.Type.UNKNOWN,
                "it could not tell of 1 of 2 images what they are worth")));
  }

  public static Outcome outcome() {
    return new Outcome(
        new Spending(
            new Spending.Nfe(100, 60, 12, 0, 40), 50, 0, 50, 1.5, 1.25, 0.01, Map.of(), null),
        new RewardSummary(-3, 0, Map.of("count", 0.0)),
        List.of(new GenerationImage(0, 64, 64, "ab")));
  }
}
