package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardNotAwaitedException;
import dev.rollover.reward.RewardUse;
import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.SettingsCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one search, round by round, in its caller's thread. Between two rounds it can be left for
 * good (the answers so far stand), or stored and resumed.
 *
 * <pre>
 * while (!run.isOver() &amp;&amp; !cancelled) {
 *   run.advance().forEach(progress);
 *   store(run.state());
 * }
 * run.state().answers()
 * </pre>
 *
 * <p>Limits on time are kept by looking ahead: when the rounds that an answer still needs may not
 * fit any more, the search turns to its answer, and when not even one does, it ends.
 */
public final class SearchRun {

  private final Phases<?> search;
  private final SearchClock clock;
  private final Reward reward;
  private final Map<String, RewardUse> usedBefore;
  private SearchState state;
  private long nanos;
  private long deviceNanos;

  private SearchRun(Phases<?> search, SearchClock clock, Reward reward, SearchState state) {
    this.search = search;
    this.clock = clock;
    this.reward = reward;
    this.usedBefore = state.budget().ledger().rewards();
    this.state = state;
    this.nanos = clock.nanos();
    this.deviceNanos = clock.deviceNanos();
  }

  /**
   * Begins a search; nothing is called yet. What the clock shows is charged as its preparation.
   *
   * @param model of the plan's prompt; the caller closes it
   * @param usdPerDeviceSecond the price of device time
   */
  public static SearchRun start(
      SearchPlan plan,
      FlowModel model,
      Reward reward,
      SearchClock clock,
      double usdPerDeviceSecond) {
    Budget budget =
        Budget.of(plan.limits(), usdPerDeviceSecond, plan.nfePerVelocity())
            .spendPreparation(clock.nanos() / 1e9, clock.deviceNanos() / 1e9);
    Reward inTime = inTime(reward, budget, clock);
    Phases<?> search = phases(plan, model, inTime);
    return new SearchRun(search, clock, inTime, SearchState.start(budget, search.start(budget)));
  }

  /**
   * Takes a search up again where a run of the same plan left it. What the clock shows is charged
   * as its preparation.
   */
  public static SearchRun resume(
      SearchPlan plan, SearchState state, FlowModel model, Reward reward, SearchClock clock) {
    SearchState prepared = prepared(state, clock);
    Reward inTime = inTime(reward, prepared.budget(), clock);
    return new SearchRun(phases(plan, model, inTime), clock, inTime, prepared);
  }

  /**
   * Takes a search up again that ended, or was left, under other limits: what was spent counts, the
   * trace and the best so far stay, and nothing that it had drawn is lost.
   *
   * <p>{@code bon} whose first limit paid for whole waves ends byte for byte as if it had known of
   * the second, wherever it was left. Of the others, quotas and widths follow from the whole
   * budget, so they end differently: {@code rbf} shares what is more among the chains under way,
   * for the steps to come, or leaves it to its rounds; one whose chains are through begins new
   * ones. Those that go in waves end the wave that is under way as it was planned, and begin others
   * with what is more. A search that finished images for want of time begins anew, {@code rbf}
   * apart, whose chains go on where they stood if the budget pays for that.
   *
   * @param plan the same but for its limits
   * @throws InvalidSettingsException if its NFE were spent already, or are fewer than were planned
   *     for a search that was not through
   */
  public static SearchRun goOn(
      SearchPlan plan, SearchState state, FlowModel model, Reward reward, SearchClock clock) {
    int spent = state.budget().ledger().nfe();
    new SettingsCheck()
        .require(
            plan.limits().nfe() > spent,
            "budget.nfe",
            "must be more than the %d that are spent".formatted(spent))
        .require(
            state.ending() == Ending.COMPLETED
                || plan.limits().nfe() >= state.budget().limits().nfe(),
            "budget.nfe",
            "must be at least the %d that it was planned for"
                .formatted(state.budget().limits().nfe()))
        .refuseFaults();
    SearchState prepared = prepared(state, clock);
    Reward inTime = inTime(reward, prepared.budget().within(plan.limits()), clock);
    Phases<?> search = phases(plan, model, inTime);
    SearchState extended = search.goOn(prepared, plan.limits());
    return new SearchRun(search, clock, inTime, extended.isOver() ? ended(extended) : extended);
  }

  /** The reward, which is not waited for when the time of a budget is over. */
  private static Reward inTime(Reward reward, Budget budget, SearchClock clock) {
    Duration most = budget.limits().maxDuration();
    if (most == null) {
      return reward;
    }
    double left = most.toNanos() - 1e9 * budget.ledger().seconds();
    long start = clock.nanos();
    return reward.heeding(() -> clock.nanos() - start > left);
  }

  private static Phases<?> phases(SearchPlan plan, FlowModel model, Reward reward) {
    if (plan.nfePerVelocity() != model.nfePerVelocity()) {
      throw new IllegalArgumentException(
          "the plan counts %d NFE a velocity, the model %d"
              .formatted(plan.nfePerVelocity(), model.nfePerVelocity()));
    }
    SearchSettings settings = plan.settings();
    World world = World.of(model, reward, settings.sampling());
    return new Phases<>(settings.own().rule(plan, Sampling.of(plan, model)), plan, world);
  }

  private static SearchState prepared(SearchState state, SearchClock clock) {
    Budget budget = state.budget().spendPreparation(clock.nanos() / 1e9, clock.deviceNanos() / 1e9);
    return state.with(budget, state.progress());
  }

  /** Where the search stands: its ledger, its trace, its answers. */
  public SearchState state() {
    return state;
  }

  /** Whether nothing is left to do. */
  public boolean isOver() {
    return state.isOver();
  }

  /**
   * One round: at most one call for velocities, or one for images and their scores.
   *
   * @return what was scored in it
   * @throws RewardFailedException when the reward does not answer: the search stands where it
   *     stood, and has spent the time and what the reward took; and when it is left for want of
   *     time before it has scored anything. One that is left for other reasons leaves the search
   *     where it stood without a failure
   */
  public List<TracePoint> advance() {
    if (isOver()) {
      throw new IllegalStateException("the search is over: " + state.ending());
    }
    int known = state.trace().size();
    try {
      SearchState next = charged(search.advance(state));
      state = next.isOver() ? ended(next) : heedingTime(next);
    } catch (RewardFailedException failed) {
      state = chargedInVain();
      throw failed;
    } catch (RewardNotAwaitedException left) {
      state = chargedInVain();
      endIfOutOfTime(left);
    }
    return state.trace().subList(known, state.trace().size());
  }

  /** How long a round took to come to nothing foretells nothing of the rounds to come. */
  private SearchState chargedInVain() {
    Budget budget = state.budget().spendRewards(used());
    Budget.RoundTime lost = lap(0);
    return state.with(
        budget.spendPreparation(lost.seconds(), lost.deviceSeconds()), state.progress());
  }

  private void endIfOutOfTime(RewardNotAwaitedException left) {
    Ending shortage = state.budget().shortage(0);
    if (shortage == null) {
      return;
    }
    if (state.answers().isEmpty()) {
      throw left.failure();
    }
    SearchState ending = state.ending() == null ? state.endingBy(shortage) : state;
    state = ending.with(Progress.Done.leaving(state.progress()));
  }

  private SearchState charged(SearchState next) {
    Budget budget = next.budget().spendRewards(used());
    double usd = budget.ledger().rewardUsd() - state.budget().ledger().rewardUsd();
    return next.with(budget.spendTime(lap(usd)), next.progress());
  }

  /** What this run's reward took, and that of the runs before. */
  private Map<String, RewardUse> used() {
    return RewardUse.together(List.of(usedBefore, reward.used()));
  }

  private Budget.RoundTime lap(double rewardUsd) {
    long now = clock.nanos();
    long deviceNow = clock.deviceNanos();
    Budget.RoundTime round =
        new Budget.RoundTime((now - nanos) / 1e9, (deviceNow - deviceNanos) / 1e9, rewardUsd);
    nanos = now;
    deviceNanos = deviceNow;
    return round;
  }

  private SearchState heedingTime(SearchState next) {
    Ending shortage = next.budget().shortage(1 + search.roundsToConclude());
    if (shortage == null) {
      return next;
    }
    SearchState concluding = search.conclude(next.endingBy(shortage));
    @Nullable Ending end = next.budget().shortage(1);
    return concluding.isOver() || end == null
        ? concluding
        : concluding.with(Progress.Done.leaving(next.progress()));
  }

  private static SearchState ended(SearchState last) {
    if (last.hasReachedTarget()) {
      return last.endingBy(Ending.TARGET_REACHED);
    }
    return last.ending() == null ? last.endingBy(Ending.COMPLETED) : last;
  }
}
