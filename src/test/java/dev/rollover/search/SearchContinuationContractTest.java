package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every search goes on with a further budget, whatever its settings and wherever it stood. */
class SearchContinuationContractTest {

  private static final int TRIALS = 250;
  private static final SearchStateCodec CODEC = new SearchStateCodec();

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void goes_on_after_its_end(Algorithm algorithm) {
    Trials.each(
        algorithm,
        6,
        TRIALS,
        (trial, random) -> {
          SearchState end = trial.states(1).getLast();
          SearchState last = checkGoingOn(trial, end, random);
          boolean paysForMore = last.budget().limits().nfe() - trial.nfe() >= trial.smallestNfe();
          if (paysForMore && end.ending() == Ending.COMPLETED) {
            assertThat(last.budget().ledger().nfe()).isGreaterThan(end.budget().ledger().nfe());
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void goes_on_after_it_was_left_at_any_round(Algorithm algorithm) {
    Trials.each(
        algorithm,
        7,
        TRIALS,
        (trial, random) -> {
          List<SearchState> states = trial.states(1);
          checkGoingOn(trial, states.get(random.nextInt(states.size())), random);
        });
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void goes_on_after_it_ran_out_of_time_or_was_left_on_its_way_to_that_end(Algorithm algorithm) {
    Trials.each(
        algorithm,
        8,
        TRIALS,
        (trial, random) -> {
          Duration duration = Duration.ofSeconds(1 + random.nextInt(trial.states(1).size()));
          List<SearchState> states =
              trial
                  .within(
                      new BudgetLimits(
                          trial.nfe(), duration, null, trial.plan().limits().targetReward()))
                  .states(1);
          int left = Math.max(0, states.size() - 1 - random.nextInt(3));
          checkGoingOn(trial, states.get(left), random);
        });
  }

  @Test
  void
      best_of_n_that_was_planned_for_whole_waves_goes_on_as_if_it_had_known_wherever_it_was_left() {
    Trials.each(
        Algorithm.BON,
        9,
        TRIALS,
        (trial, random) -> {
          int wave = trial.smallestNfe() * trial.plan().settings().sampling().chains();
          Trial planned = trial.withNfe(wave * (1 + random.nextInt(3)));
          Trial whole = trial.withNfe(planned.nfe() + 1 + random.nextInt(2 * wave));
          List<SearchState> states = planned.states(0);
          SearchState left = states.get(random.nextInt(states.size()));
          SearchState end = whole.toTheEnd(whole.goOn(left, whole.world()));
          assertThat(CODEC.encode(end)).isEqualTo(CODEC.encode(whole.states(0).getLast()));
        });
  }

  @Test
  void best_of_n_that_meets_its_target_with_the_last_of_its_budget_stays_as_if_it_had_known() {
    Trials.each(
        Algorithm.BON,
        10,
        TRIALS,
        (trial, random) -> {
          int wave = trial.smallestNfe() * trial.plan().settings().sampling().chains();
          int waves = 1 + random.nextInt(2);
          double best =
              trial
                  .within(BudgetLimits.ofNfe(waves * wave))
                  .states(0)
                  .getLast()
                  .answers()
                  .getFirst()
                  .score()
                  .value();
          Trial planned = trial.within(new BudgetLimits(waves * wave, null, null, best));
          Trial whole = planned.withNfe(planned.nfe() + 1 + random.nextInt(2 * wave));
          SearchState left = planned.states(0).getLast();
          assertThat(left.ending()).isEqualTo(Ending.TARGET_REACHED);
          SearchRun goingOn = whole.goOn(left, whole.world());
          assertThat(goingOn.isOver()).isTrue();
          assertThat(CODEC.encode(goingOn.state()))
              .isEqualTo(CODEC.encode(whole.states(0).getLast()));
        });
  }

  private static SearchState checkGoingOn(Trial before, SearchState left, Random random) {
    int more = 1 + random.nextInt(2 * before.smallestNfe());
    Trial trial = before.withNfe(before.nfe() + more);
    WatchedToy world = trial.world();
    SearchRun run = trial.goOn(left, world);
    SearchState end = trial.toTheEnd(run, state -> checkSum(trial, left, world, state));
    checkSum(trial, left, world, end);
    assertThat(end.trace().subList(0, left.trace().size())).isEqualTo(left.trace());
    assertThat(end.ending()).as("the ending").isNotNull();
    assertThat(end.answers()).isNotEmpty();
    assertThat(end.answers().getFirst().finished()).as("finished").isTrue();
    if (!left.best().isEmpty()) {
      assertThat(Candidate.BEST_FIRST.compare(end.best().getFirst(), left.best().getFirst()))
          .as("better, or as good")
          .isNotPositive();
    }
    return end;
  }

  /** What was spent before counts on, and no limit is overrun. */
  private static void checkSum(Trial trial, SearchState left, WatchedToy world, SearchState state) {
    Ledger before = left.budget().ledger();
    Ledger now = state.budget().ledger();
    assertThat(now.nfe()).as("NFE").isEqualTo(before.nfe() + world.nfe());
    assertThat(now.decodes()).isEqualTo(before.decodes() + world.decodes());
    assertThat(now.rewardCalls()).isEqualTo(before.rewardCalls() + world.rewardCalls());
    assertThat(now.nfe() + state.budget().unspent()).isEqualTo(trial.nfe());
    assertThat(state.budget().unspent()).isNotNegative();
    assertThat(state.trace()).hasSize(now.rewardCalls());
  }
}
