package dev.rollover.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A search to be tried out: its plan, and the world that it is to see.
 *
 * @param plan what it is told
 * @param previews whether the model has a preview decoder
 * @param coarse whether the reward has few values, so that many candidates are worth the same
 */
record Trial(SearchPlan plan, boolean previews, boolean coarse) {

  WatchedToy world() {
    return new WatchedToy(previews, coarse, plan.nfePerVelocity());
  }

  SearchRun start(WatchedToy world, SearchClock clock) {
    return SearchRun.start(plan, world, world.reward(), clock, 0);
  }

  SearchRun resume(SearchState state, WatchedToy world, SearchClock clock) {
    return SearchRun.resume(plan, state, world, world.reward(), clock);
  }

  SearchRun goOn(SearchState state, WatchedToy world) {
    return SearchRun.goOn(plan, state, world, world.reward(), new SettableClock());
  }

  Trial within(BudgetLimits limits) {
    return new Trial(plan.within(limits), previews, coarse);
  }

  Trial withNfe(int nfe) {
    @Nullable Double target = plan.limits().targetReward();
    return within(new BudgetLimits(nfe, null, null, target));
  }

  int nfe() {
    return plan.limits().nfe();
  }

  int smallestNfe() {
    return plan.nfePerVelocity() * plan.settings().smallestNfe(plan.keep());
  }

  boolean answersLookAheads() {
    return plan.settings().sampling().answersLookAheads();
  }

  /** No search of a toy needs so many rounds: each draws, judges or finishes something. */
  int mostRounds() {
    return 3 * nfe() + 3;
  }

  /** Runs to the end, and shows every state after a round. */
  SearchState toTheEnd(SearchRun run, Consumer<SearchState> each) {
    for (int round = 0; !run.isOver(); round++) {
      if (round > mostRounds()) {
        throw new AssertionError("still not over after %d rounds".formatted(round));
      }
      run.advance();
      each.accept(run.state());
    }
    return run.state();
  }

  SearchState toTheEnd(SearchRun run) {
    return toTheEnd(run, state -> {});
  }

  /** Where it stands before the first round, and after each, which takes so long. */
  List<SearchState> states(double seconds) {
    SettableClock clock = new SettableClock();
    SearchRun run = start(world(), clock);
    List<SearchState> states = new ArrayList<>(List.of(run.state()));
    clock.pass(seconds, seconds);
    toTheEnd(
        run,
        state -> {
          states.add(state);
          clock.pass(seconds, seconds);
        });
    return states;
  }
}
