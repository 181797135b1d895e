package dev.rollover.api;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.SampleRequest;
import dev.rollover.generation.Spending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Generations as they might be. */
public final class Samples {

  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Samples() {}

  public static ResolvedRequest request() {
    return SampleRequest.within(new ResolvedRequest.Budget(500, null, null, 0.0));
  }

  public static Generation queued(UUID id) {
    return generation(
        id, GenerationStatus.QUEUED, new Outcome(Spending.none(500), null, List.of()));
  }

  public static Generation running(UUID id) {
    return generation(
        id, GenerationStatus.RUNNING, new Outcome(spending(137), gain(-2), List.of()));
  }

  public static Generation succeeded(UUID id) {
    GenerationImage image = new GenerationImage(0, 64, 64, "ab".repeat(32));
    return generation(
        id, GenerationStatus.SUCCEEDED, new Outcome(spending(483), gain(0), List.of(image)));
  }

  /** One whose answers a judge has seen. */
  public static Generation judged(UUID id) {
    return generation(id, GenerationStatus.SUCCEEDED, dev.rollover.generation.Samples.judged());
  }

  private static Generation generation(UUID id, GenerationStatus status, Outcome outcome) {
    return new Generation(
        id,
        request(),
        null,
        List.of(),
        status,
        NOW,
        status == GenerationStatus.QUEUED ? null : NOW.plusSeconds(1),
        status.isTerminal() ? NOW.plusSeconds(5) : null,
        status == GenerationStatus.QUEUED ? 0 : 1,
        0,
        false,
        outcome,
        null);
  }

  private static Spending spending(long used) {
    return new Spending(
        new Spending.Nfe(500, used, 37, 0, 500 - used),
        used,
        0,
        used,
        4,
        3.2,
        0.0013,
        Map.of(),
        null);
  }

  private static RewardSummary gain(double best) {
    return new RewardSummary(-6, best, Map.of("count", best));
  }

  /** A search that looks like one: rewards rise while they scatter. */
  public static GenerationTrace trace() {
    Random random = new Random(7);
    List<GenerationTrace.Point> points = new ArrayList<>();
    double best = Double.NEGATIVE_INFINITY;
    for (int nfe = 26; nfe <= 483; nfe++) {
      double reward = Math.min(0, Math.rint(-14 + nfe / 40.0 + 2.5 * random.nextGaussian()));
      boolean accepted = reward > best;
      best = Math.max(best, reward);
      points.add(new GenerationTrace.Point(nfe, 0, 0, nfe / 48, reward, best, accepted, false, 0));
    }
    return new GenerationTrace(points);
  }
}
