package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every search keeps limits on NFE, time and cost, whatever its settings. */
class SearchLimitsContractTest {

  private static final int TRIALS = 250;
  private static final double USD_PER_DEVICE_SECOND = 0.25;
  private static final double EPSILON = 1e-6;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void time_and_cost_are_overrun_at_most_by_what_the_last_round_takes_longer_than_all_before(
      Algorithm algorithm) {
    Trials.each(algorithm, 4, TRIALS, (trial, random) -> checkOverrun(trial, random));
  }

  private static void checkOverrun(Trial unlimited, Random random) {
    double total = timed(unlimited, random, 0).state().budget().ledger().seconds();
    Trial trial = limited(unlimited, random, total);
    TimedRun run = timed(trial, random, 3);
    Budget budget = run.state().budget();
    assertThat(budget.unspent()).isNotNegative();
    assertThat(run.state().answers().isEmpty()).isEqualTo(run.state().trace().isEmpty());
    BudgetLimits limits = trial.plan().limits();
    if (limits.maxDuration() != null) {
      double seconds = limits.maxDuration().toNanos() / 1e9;
      assertThat(budget.ledger().seconds())
          .isLessThanOrEqualTo(seconds + run.rounds().overrun + EPSILON);
    }
    if (limits.maxCostUsd() != null) {
      assertThat(budget.costUsd())
          .isLessThanOrEqualTo(
              limits.maxCostUsd() + run.rounds().deviceOverrun * USD_PER_DEVICE_SECOND + EPSILON);
    }
  }

  /** Under a limit on time, on cost, or both, that may strike at any round. */
  private static Trial limited(Trial trial, Random random, double total) {
    int which = random.nextInt(3);
    Duration duration = Duration.ofNanos((long) (1e9 * (0.1 + random.nextDouble() * total)));
    double cost = USD_PER_DEVICE_SECOND * (0.1 + random.nextDouble() * total / 2);
    BudgetLimits limits = trial.plan().limits();
    return trial.within(
        new BudgetLimits(
            limits.nfe(),
            which == 1 ? null : duration,
            which == 0 ? null : cost,
            limits.targetReward()));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void when_all_rounds_take_as_long_no_limit_is_overrun_and_the_answer_is_finished_in_time(
      Algorithm algorithm) {
    Trials.each(algorithm, 5, TRIALS, (trial, random) -> checkFinish(trial, random));
  }

  private static void checkFinish(Trial unlimited, Random random) {
    int rounds = unlimited.states(1).size() - 1;
    Duration duration = Duration.ofSeconds(1 + random.nextInt(rounds));
    int nfe = unlimited.nfe();
    Trial trial = unlimited.within(new BudgetLimits(nfe, duration, null, null));
    boolean hadJudged = false;
    SettableClock clock = new SettableClock();
    SearchRun run = trial.start(trial.world(), clock);
    while (!run.isOver()) {
      hadJudged |= run.state().ending() == null && !run.state().trace().isEmpty();
      clock.pass(1, 0);
      run.advance();
    }
    Ledger ledger = run.state().budget().ledger();
    assertThat(ledger.seconds()).isLessThanOrEqualTo((double) duration.toSeconds());
    if (hadJudged) {
      assertThat(run.state().answers().getFirst().finished()).as("finished").isTrue();
    }
  }

  private static TimedRun timed(Trial trial, Random random, double spread) {
    SettableClock clock = new SettableClock();
    Rounds rounds = new Rounds();
    SearchRun run =
        SearchRun.start(
            trial.plan(),
            new ToyModel(trial.plan().nfePerVelocity()),
            new ToyReward(),
            clock,
            USD_PER_DEVICE_SECOND);
    while (!run.isOver()) {
      rounds.pass(clock, 1 + spread * random.nextDouble(), 0.5 + spread * random.nextDouble());
      run.advance();
    }
    return new TimedRun(run.state(), rounds);
  }

  /** A run whose rounds took what they took. */
  private record TimedRun(SearchState state, Rounds rounds) {}

  /** By how much the last round was longer than all before. */
  private static final class Rounds {
    private double longest;
    private double deviceLongest;
    double overrun;
    double deviceOverrun;

    void pass(SettableClock clock, double seconds, double deviceSeconds) {
      clock.pass(seconds, deviceSeconds);
      overrun = Math.max(0, seconds - longest);
      deviceOverrun = Math.max(0, deviceSeconds - deviceLongest);
      longest = Math.max(longest, seconds);
      deviceLongest = Math.max(deviceLongest, deviceSeconds);
    }
  }
}
