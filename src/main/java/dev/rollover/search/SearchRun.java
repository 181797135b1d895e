package dev.rollover.search;

import dev.rollover.model.FlowModel;
import dev.rollover.reward.Reward;
import java.util.List;
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

  private final Search search;
  private final World world;
  private final SearchClock clock;
  private SearchState state;
  private long nanos;
  private long deviceNanos;

  private SearchRun(Search search, World world, SearchClock clock, SearchState state) {
    this.search = search;
    this.world = world;
    this.clock = clock;
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
    Search search = plan.settings().algorithm().search(plan, Sampling.of(plan, model));
    Budget budget =
        Budget.of(plan.limits(), usdPerDeviceSecond)
            .spendPreparation(clock.nanos() / 1e9, clock.deviceNanos() / 1e9);
    return new SearchRun(
        search, new World(model, reward), clock, SearchState.start(budget, search.start()));
  }

  /**
   * Takes a search up again where a run of the same plan left it. What the clock shows is charged
   * as its preparation.
   */
  public static SearchRun resume(
      SearchPlan plan, SearchState state, FlowModel model, Reward reward, SearchClock clock) {
    Search search = plan.settings().algorithm().search(plan, Sampling.of(plan, model));
    Budget budget = state.budget().spendPreparation(clock.nanos() / 1e9, clock.deviceNanos() / 1e9);
    return new SearchRun(
        search, new World(model, reward), clock, state.with(budget, state.progress()));
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
   */
  public List<TracePoint> advance() {
    if (isOver()) {
      throw new IllegalStateException("the search is over: " + state.ending());
    }
    int known = state.trace().size();
    SearchState next = search.advance(state, world);
    next = next.with(next.budget().spendTime(lap()), next.progress());
    state = next.isOver() ? ended(next) : heedingTime(next);
    return state.trace().subList(known, state.trace().size());
  }

  private Budget.RoundTime lap() {
    long now = clock.nanos();
    long deviceNow = clock.deviceNanos();
    Budget.RoundTime round =
        new Budget.RoundTime((now - nanos) / 1e9, (deviceNow - deviceNanos) / 1e9);
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
    return concluding.isOver() || end == null ? concluding : concluding.with(new Progress.Done());
  }

  private static SearchState ended(SearchState last) {
    if (last.hasReachedTarget()) {
      return last.endingBy(Ending.TARGET_REACHED);
    }
    return last.ending() == null ? last.endingBy(Ending.COMPLETED) : last;
  }
}
