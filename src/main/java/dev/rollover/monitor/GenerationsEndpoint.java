package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import dev.rollover.generation.QueueState;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.queue.Generations;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/generations}: what runs now, with ledgers and reward curves. */
@Component
@Endpoint(id = "generations")
class GenerationsEndpoint {

  private final Generations generations;
  private final RunningCurves curves;

  GenerationsEndpoint(Generations generations, RunningCurves curves) {
    this.generations = generations;
    this.curves = curves;
  }

  /**
   * The answer.
   *
   * @param queue what waits
   * @param running the oldest first
   */
  record Report(QueueState queue, List<Running> running) {}

  /**
   * A generation that runs.
   *
   * @param spending its ledger
   * @param curve best reward by share of the budget spent, as far as this process saw it
   */
  record Running(
      UUID id,
      String model,
      String algorithm,
      @Nullable Instant startedAt,
      int attempt,
      Spending spending,
      @Nullable RewardSummary reward,
      Map<String, Double> curve) {}

  @ReadOperation
  Report report() {
    return new Report(
        generations.queue(), generations.running().stream().map(this::running).toList());
  }

  private Running running(Generation generation) {
    return new Running(
        generation.id(),
        generation.request().model(),
        generation.request().algorithm(),
        generation.startedAt(),
        generation.attempt(),
        generation.outcome().spending(),
        generation.outcome().reward(),
        curves.find(generation.id()).map(GenerationsEndpoint::curve).orElse(Map.of()));
  }

  private static Map<String, Double> curve(BestBySpending spending) {
    Map<String, Double> curve = new LinkedHashMap<>();
    List<OptionalDouble> tenths = spending.tenths();
    for (int i = 0; i < tenths.size(); i++) {
      String share = 10 * (i + 1) + "%";
      tenths.get(i).ifPresent(best -> curve.put(share, best));
    }
    return curve;
  }
}
