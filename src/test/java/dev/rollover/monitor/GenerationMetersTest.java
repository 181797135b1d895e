package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.api.Samples;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.run.GenerationProgressed;
import dev.rollover.search.JudgeUse;
import dev.rollover.search.Ledger;
import dev.rollover.search.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GenerationMetersTest {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RunningCurves curves = new RunningCurves();
  private final GenerationMeters meters = new GenerationMeters(registry);
  private final RewardMeters rewards = new RewardMeters(registry, curves);
  private final UUID id = UUID.randomUUID();
  private Ledger ledger = Ledger.EMPTY;

  @Test
  void evaluations_are_counted_by_phase_while_they_are_spent() {
    start();
    progress(Map.of(Phase.INITIAL, 25), null);
    progress(Map.of(Phase.INITIAL, 25), -6.0);
    progress(Map.of(Phase.INITIAL, 25, Phase.SEARCH, 15), -4.0);

    assertThat(nfe(Phase.INITIAL)).isEqualTo(25);
    assertThat(nfe(Phase.SEARCH)).isEqualTo(15);
    assertThat(nfe(Phase.FINISH)).isZero();
  }

  @Test
  void the_count_ends_at_the_ledger_of_every_run_whether_or_not_the_last_round_scored() {
    start();
    progress(Map.of(Phase.INITIAL, 25, Phase.SEARCH, 350), -1.0);
    progress(Map.of(Phase.INITIAL, 25, Phase.SEARCH, 350, Phase.FINISH, 3), null);
    end(GenerationStatus.CANCELLED, 378, -1.0);
    start();
    progress(Map.of(Phase.INITIAL, 25), -1.0);
    end(GenerationStatus.SUCCEEDED, 25, -1.0);

    assertThat(registry.get("rollover.nfe").counters().stream().mapToDouble(Counter::count).sum())
        .isEqualTo(378 + 25);
  }

  @Test
  void what_an_ended_generation_spent_and_gained_is_on_the_page() {
    start();
    progress(375, -6);
    end(GenerationStatus.SUCCEEDED, 375, -1.0);

    assertThat(registry.scrape())
        .contains("rollover_nfe_total{algorithm=\"rbf\",model=\"shapes\",phase=\"search\"} 375.0")
        .contains("rollover_budget_utilization_sum{algorithm=\"rbf\",model=\"shapes\"} 0.75")
        .contains("rollover_budget_rolled_over_sum{algorithm=\"rbf\",model=\"shapes\"} 37.0")
        .contains("rollover_budget_unspent_sum{algorithm=\"rbf\",model=\"shapes\"} 125.0")
        .contains("rollover_reward_sum{algorithm=\"rbf\",model=\"shapes\"} -1.0")
        .contains("rollover_reward_count{algorithm=\"rbf\",model=\"shapes\"} 1.0")
        .contains("rollover_reward_gain_sum{algorithm=\"rbf\",model=\"shapes\"} 5.0")
        .contains(
            "rollover_generations_total{algorithm=\"rbf\",model=\"shapes\",status=\"succeeded\"}"
                + " 1.0")
        .contains("rollover_queue_wait_seconds_sum 3.0");
  }

  @Test
  void the_mean_reward_curve_adds_up_over_generations() {
    start();
    progress(50, -6);
    progress(250, -2);
    end(GenerationStatus.SUCCEEDED, 500, -2.0);
    start();
    progress(100, -4);
    end(GenerationStatus.SUCCEEDED, 500, -4.0);

    assertThat(curve("10%", "count")).isEqualTo(1);
    assertThat(curve("40%", "sum")).isEqualTo(-10);
    assertThat(curve("100%", "sum")).isEqualTo(-6);
    assertThat(curve("100%", "count")).isEqualTo(2);
  }

  @Test
  void one_that_never_ran_is_counted_but_neither_spent_nor_gained() {
    meters.ended(new GenerationEnded(generation(GenerationStatus.CANCELLED, null, 0, null)));

    assertThat(registry.get("rollover.generations").tag("status", "cancelled").counter().count())
        .isEqualTo(1);
    assertThat(registry.find("rollover.budget.utilization").meter()).isNull();
  }

  @Test
  void every_end_and_failure_is_known_before_it_first_comes() {
    start();

    assertThat(registry.get("rollover.generations").counters()).hasSize(3);
    assertThat(registry.get("rollover.failures").counters())
        .hasSize(GenerationError.Type.values().length)
        .allMatch(counter -> counter.count() == 0);
  }

  @Test
  void a_failure_is_counted_by_its_reason() {
    start();
    meters.ended(new GenerationEnded(generation(GenerationStatus.FAILED, Samples.NOW, 20, -1.0)));

    assertThat(registry.get("rollover.failures").tag("reason", "not_served").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("rollover.failures").tag("reason", "run_failed").counter().count())
        .isZero();
  }

  @Test
  void waits_are_told_by_how_long_they_were() {
    start();

    assertThat(registry.scrape())
        .contains("rollover_queue_wait_seconds_bucket{le=\"1.0\"} 0")
        .contains("rollover_queue_wait_seconds_bucket{le=\"5.0\"} 1");
  }

  @Test
  void no_meter_is_tagged_with_an_id() {
    start();
    progress(26, -6);
    end(GenerationStatus.SUCCEEDED, 375, -1.0);

    assertThat(registry.getMeters())
        .extracting(Meter::getId)
        .noneMatch(meter -> meter.toString().contains(id.toString()));
    assertThat(curves.find(id)).isEmpty();
  }

  @Test
  void what_judges_say_stands_beside_the_rewards() {
    rewards.ended(new GenerationEnded(Samples.judged(UUID.randomUUID())));

    assertThat(registry.get("rollover.judge.sum").gauge().value()).isEqualTo(1.5);
    assertThat(registry.get("rollover.judge.count").gauge().value()).isEqualTo(1);
    assertThat(registry.get("rollover.reward.count").gauge().value()).isEqualTo(1);
  }

  private double curve(String spent, String part) {
    return registry.get("rollover.reward.curve." + part).tag("spent", spent).gauge().value();
  }

  private void start() {
    ledger = Ledger.EMPTY;
    Generation generation = generation(GenerationStatus.RUNNING, Samples.NOW, 0, null);
    GenerationStarted started = new GenerationStarted(generation, Duration.ofSeconds(3));
    meters.started(started);
    rewards.started(started);
  }

  private void progress(int searched, double best) {
    progress(Map.of(Phase.SEARCH, searched), best);
  }

  private void progress(Map<Phase, Integer> nfe, @Nullable Double best) {
    Ledger after = new Ledger(nfe, 0, 0, 0, 0, 0, 0, 0, Map.of(), JudgeUse.NONE);
    GenerationProgressed progressed =
        new GenerationProgressed(
            generation(GenerationStatus.RUNNING, Samples.NOW, 0, null), ledger, after, best);
    meters.progressed(progressed);
    rewards.progressed(progressed);
    ledger = after;
  }

  private double nfe(Phase phase) {
    return registry
        .get("rollover.nfe")
        .tags("model", "shapes", "algorithm", "rbf")
        .tag("phase", phase.name().toLowerCase(Locale.ROOT))
        .counter()
        .count();
  }

  private void end(GenerationStatus status, long nfe, double best) {
    GenerationEnded ended = new GenerationEnded(generation(status, Samples.NOW, nfe, best));
    meters.ended(ended);
    rewards.ended(ended);
  }

  private Generation generation(
      GenerationStatus status, @Nullable Instant startedAt, long nfe, @Nullable Double best) {
    Spending spending =
        new Spending(
            new Spending.Nfe(500, nfe, 37, 0, 500 - nfe),
            nfe,
            0,
            nfe,
            4,
            3.2,
            0.0013,
            Map.of(),
            null);
    GenerationError error =
        status == GenerationStatus.FAILED
            ? new GenerationError(GenerationError.Type.NOT_SERVED, "gone")
            : null;
    RewardSummary reward = best == null ? null : new RewardSummary(-6, best, Map.of("count", best));
    return new Generation(
        id,
        Samples.request(),
        null,
        List.of(),
        status,
        Samples.NOW,
        startedAt,
        status.isTerminal() ? Samples.NOW : null,
        1,
        0,
        false,
        new Outcome(spending, reward, List.of()),
        error);
  }
}
