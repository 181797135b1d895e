package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Caller;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardNotAwaitedException;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A search whose reward keeps it waiting, and which leaves it. */
class LeftRewardTest {

  private static final SearchStateCodec CODEC = new SearchStateCodec();
  private static final SearchSettings RBF =
      Plans.rolloverBudgetForcing(Variant.PAPER, 6, 2, 1, 1, 3);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final ToyModel model = new ToyModel();
  private final SettableClock clock = new SettableClock();
  private final ToyReward toy = new ToyReward();

  /** Calls that are answered before one waits for ever. */
  private int answered;

  /** The toy's reward by a service that stops to answer, and is waited for a second at a time. */
  private final class Waiting implements Reward {

    private final Caller caller;

    Waiting(Caller caller) {
      this.caller = caller;
    }

    @Override
    public Reward heeding(Caller another) {
      return new Waiting(caller.or(another));
    }

    @Override
    public List<Score> score(List<RgbImage> images) {
      if (answered-- > 0) {
        return toy.score(images);
      }
      while (!caller.hasLeft()) {
        clock.pass(1, 0);
      }
      throw new RewardNotAwaitedException("slow");
    }

    @Override
    public Map<String, RewardUse> used() {
      return Map.of("slow", new RewardUse(toy.calls, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void ends_with_its_best_so_far_when_its_time_is_over() {
    answered = 5;
    SearchState ended = Plans.runToTheEnd(start(LIMIT, Caller.PATIENT));

    assertThat(ended.ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(ended.answers()).isNotEmpty();
    assertThat(ended.budget().ledger().seconds()).isCloseTo(20, within(1.5));
    assertThat(ended.budget().ledger().rewards().get("slow"))
        .extracting(RewardUse::calls)
        .isEqualTo((long) toy.calls);
  }

  @Test
  void the_time_of_earlier_runs_counts() {
    answered = 5;
    clock.pass(12, 0);
    SearchRun first = start(LIMIT, Caller.PATIENT);
    first.advance();
    SearchState stored = CODEC.decode(CODEC.encode(first.state()));

    clock.pass(-12, 0);
    SearchRun second = SearchRun.resume(plan(LIMIT), stored, model, waiting(), clock);
    Plans.runToTheEnd(second);

    assertThat(second.state().budget().ledger().seconds()).isCloseTo(20, within(1.5));
  }

  @Test
  void one_that_has_scored_nothing_by_then_fails_for_good() {
    SearchRun run = start(LIMIT, Caller.PATIENT);
    run.advance();

    assertThatThrownBy(run::advance)
        .isInstanceOfSatisfying(
            RewardFailedException.class, failed -> assertThat(failed.isLasting()).isTrue())
        .hasMessage("the reward slow kept the search waiting for all its time");
    assertThat(run.state().budget().ledger().seconds()).isCloseTo(20, within(1.5));
  }

  @Test
  void one_that_is_left_for_another_reason_stands_where_it_stood_and_has_spent_the_time() {
    answered = 1;
    SearchRun run = start(null, () -> clock.nanos() >= 9e9);
    run.advance();
    run.advance();
    run.advance();
    SearchState before = run.state();

    assertThat(run.advance()).isEmpty();

    assertThat(run.isOver()).isFalse();
    assertThat(run.state().progress()).isSameAs(before.progress());
    assertThat(run.state().budget().ledger().seconds()).isEqualTo(9);
    assertThat(run.state().budget().longestRound().seconds()).isZero();
    assertThat(run.state().answers()).isEqualTo(before.answers());
  }

  @Test
  void one_that_ended_for_want_of_time_goes_on_under_a_longer_limit_where_it_stood() {
    answered = 5;
    SearchState ended = Plans.runToTheEnd(start(LIMIT, Caller.PATIENT));
    answered = Integer.MAX_VALUE;
    SearchPlan longer = plan(Duration.ofMinutes(5));

    SearchState further = Plans.runToTheEnd(SearchRun.goOn(longer, ended, model, waiting(), clock));

    assertThat(further.ending()).isEqualTo(Ending.COMPLETED);
    answered = Integer.MAX_VALUE;
    SearchState whole = Plans.runToTheEnd(start(null, Caller.PATIENT));
    assertThat(further.trace())
        .extracting(TracePoint::reward)
        .isEqualTo(whole.trace().stream().map(TracePoint::reward).toList());
  }

  private SearchRun start(@Nullable Duration limit, Caller caller) {
    return SearchRun.start(plan(limit), model, waiting().heeding(caller), clock, 0);
  }

  private Reward waiting() {
    return new Waiting(Caller.PATIENT);
  }

  private static SearchPlan plan(@Nullable Duration limit) {
    return new SearchPlan(RBF, new BudgetLimits(200, limit, null, null), Plans.SEED, 1);
  }
}
