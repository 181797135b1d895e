package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchRunTest {

  private static final SearchSettings RBF =
      Plans.rolloverBudgetForcing(Variant.PAPER, 6, 2, 1, 1, 3);

  private final ToyModel model = new ToyModel();
  private SettableClock clock = new SettableClock();

  @Test
  void turns_to_its_answer_while_the_finish_still_fits_the_duration() {
    SearchRun run = start(RBF, Duration.ofSeconds(20), null);
    while (!run.isOver()) {
      clock.pass(1, 0);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(run.state().answers().getFirst().finished()).isTrue();
    assertThat(run.state().budget().ledger().seconds()).isLessThanOrEqualTo(20);
    assertThat(run.state().budget().ledger().nfe()).isLessThan(500);
  }

  @Test
  void a_best_of_n_that_runs_out_of_time_in_its_first_wave_answers_with_a_look_ahead() {
    SearchRun run = start(Plans.bestOfN(10, 4, 1, 1), Duration.ofSeconds(5), null);
    while (!run.isOver()) {
      clock.pass(1, 0);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(run.state().answers()).hasSize(1);
    assertThat(run.state().budget().ledger().seconds()).isLessThanOrEqualTo(5);
  }

  @Test
  void the_cost_of_device_time_is_a_limit_too() {
    SearchRun run = start(RBF, null, 1.0);
    while (!run.isOver()) {
      clock.pass(1, 0.5);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_MONEY);
    assertThat(run.state().budget().costUsd()).isLessThanOrEqualTo(1);
  }

  @Test
  void time_is_overrun_at_most_by_what_the_last_round_takes_longer_than_every_one_before() {
    SplittableRandom random = new SplittableRandom(23);
    for (int repetition = 0; repetition < 100; repetition++) {
      clock = new SettableClock();
      SearchRun run = start(RBF, Duration.ofSeconds(20), null);
      double longest = 0;
      double last = 0;
      while (!run.isOver()) {
        longest = Math.max(longest, last);
        last = random.nextDouble(4);
        clock.pass(last, 0);
        run.advance();
      }
      assertThat(run.state().budget().ledger().seconds())
          .isLessThanOrEqualTo(20 + Math.max(0, last - longest) + 1e-6);
    }
  }

  @Test
  void a_search_that_is_left_has_its_best_so_far() {
    SearchRun run = start(RBF, null, null);
    for (int round = 0; round < 9; round++) {
      run.advance();
    }
    assertThat(run.isOver()).isFalse();
    assertThat(run.state().answers().getFirst().score().value())
        .isEqualTo(run.state().trace().getLast().best());
  }

  @Test
  void preparation_is_charged_but_foretells_no_round() {
    clock.pass(3, 1);
    SearchRun run = start(RBF, Duration.ofSeconds(5), null);
    assertThat(run.state().budget().ledger().seconds()).isEqualTo(3);
    assertThat(run.state().budget().ledger().deviceSeconds()).isEqualTo(1);
    run.advance();
    assertThat(run.state().ending()).isNull();
  }

  @Test
  void time_goes_on_counting_after_a_resumption_whose_preparation_is_charged() {
    SearchPlan plan = new SearchPlan(RBF, BudgetLimits.ofNfe(500), Plans.SEED, 1);
    SearchRun first = SearchRun.start(plan, model, new ToyReward(), clock, 0.1);
    clock.pass(2, 1);
    first.advance();
    SettableClock next = new SettableClock();
    next.pass(0.5, 0.25);
    SearchRun second = SearchRun.resume(plan, first.state(), model, new ToyReward(), next);
    next.pass(3, 1);
    second.advance();
    assertThat(second.state().budget().ledger().seconds()).isEqualTo(2 + 0.5 + 3);
    assertThat(second.state().budget().ledger().deviceSeconds()).isEqualTo(1 + 0.25 + 1);
  }

  @Test
  void a_search_that_is_over_does_not_advance() {
    SearchRun run = start(Plans.bestOfN(2, 4, 1, 1), null, null);
    Plans.runToTheEnd(run);
    assertThatThrownBy(run::advance).hasMessageContaining("over: COMPLETED");
  }

  private SearchRun start(
      SearchSettings settings, @Nullable Duration duration, @Nullable Double cost) {
    BudgetLimits limits = new BudgetLimits(500, duration, cost, null);
    return SearchRun.start(
        new SearchPlan(settings, limits, Plans.SEED, 1), model, new ToyReward(), clock, 0.1);
  }
}
