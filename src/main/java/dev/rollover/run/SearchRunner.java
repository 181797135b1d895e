package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.request.RewardMapping;
import dev.rollover.request.SearchMapping;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.RewardKinds;
import dev.rollover.search.SearchPlan;
import dev.rollover.search.SearchRun;
import dev.rollover.search.SearchState;
import dev.rollover.search.TracePoint;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Runs a generation's search on its model and reward, round by round, from where the run before
 * left it, and has its answers judged.
 */
@Component
class SearchRunner implements GenerationRunner {

  private final ServedModels models;
  private final RewardKinds rewards;
  private final PriceProperties price;
  private final Checkpoints checkpoints;
  private final HeldOutJudge judge;
  private final Ticker ticker;

  SearchRunner(
      ServedModels models,
      RewardKinds rewards,
      PriceProperties price,
      Checkpoints checkpoints,
      HeldOutJudge judge,
      Ticker ticker) {
    this.models = models;
    this.rewards = rewards;
    this.price = price;
    this.checkpoints = checkpoints;
    this.judge = judge;
    this.ticker = ticker;
  }

  @Override
  public RunResult run(Generation generation, RunWatch watch) {
    return judged(generation.request(), search(generation, watch), watch);
  }

  private SearchState search(Generation generation, RunWatch watch) {
    ResolvedRequest request = generation.request();
    ServedModel model = model(request);
    Conditions conditions = conditions(request, model);
    Reward reward = reward(request, model, conditions).heeding(watch::hasToEnd);
    RunClock clock = new RunClock(conditions, Stopwatch.start(ticker));
    try (FlowModel flow = model.prepare(conditions)) {
      SearchPlan plan = SearchMapping.plan(request);
      SearchRun search =
          checkpoints
              .find(generation)
              .map(state -> takeUp(plan, state, flow, reward, clock))
              .orElseGet(
                  () -> SearchRun.start(plan, flow, reward, clock, price.usdPerDeviceSecond()));
      boolean cancelled = advance(search, new ProgressReport(watch, request, search.state()));
      return ended(search.state(), cancelled);
    }
  }

  /** Nobody said how many tokens where all are read that the model's tokenizer gives. */
  private static Conditions conditions(ResolvedRequest request, ServedModel model) {
    Integer tokens = request.maxSequenceLength();
    return new Conditions(
        request.prompt(),
        request.negativePrompt(),
        tokens == null ? model.reading().ownTokens() : tokens,
        request.width(),
        request.height(),
        request.guidance(),
        new DeviceAccount(request.deterministic()));
  }

  /** A state under other limits is that of the generation which this one continues. */
  private static SearchRun takeUp(
      SearchPlan plan, SearchState state, FlowModel flow, Reward reward, RunClock clock) {
    return state.budget().limits().equals(plan.limits())
        ? SearchRun.resume(plan, state, flow, reward, clock)
        : SearchRun.goOn(plan, state, flow, reward, clock);
  }

  /** Answers whether it was asked to end before the search did. */
  private static boolean advance(SearchRun search, ProgressReport report) {
    while (!search.isOver()) {
      if (report.shouldEnd(search.state())) {
        return true;
      }
      report.round(round(search, report), search.state());
    }
    return false;
  }

  private static List<TracePoint> round(SearchRun search, ProgressReport report) {
    try {
      return search.advance();
    } catch (RewardFailedException failed) {
      report.failed(search.state());
      throw failed;
    }
  }

  private static SearchState ended(SearchState state, boolean cancelled) {
    if (state.answers().isEmpty() && !cancelled) {
      throw withoutImage(state.budget().ledger().rewardCalls());
    }
    return state;
  }

  private RunResult judged(ResolvedRequest request, SearchState ended, RunWatch watch) {
    if (HeldOutJudge.isWanted(request, ended)) {
      watch.searched();
    }
    SearchOutcome judged =
        judge.judged(new SearchOutcome(request, ended), watch::hasToEnd, watch::shutsDown);
    watch.brought(judged::soFar, judged.state());
    return judged.result();
  }

  private static NeverSucceedsException withoutImage(int scored) {
    return scored == 0
        ? new NeverSucceedsException(
            GenerationError.Type.RUN_FAILED, "the budget ended before the first image")
        : new NeverSucceedsException(
            GenerationError.Type.REWARD_FAILED,
            "the reward could not tell of any of %d images what it is worth".formatted(scored));
  }

  private ServedModel model(ResolvedRequest request) {
    return models
        .find(request.model())
        .orElseThrow(() -> notServed("the model " + request.model() + " is not served any more"));
  }

  private Reward reward(ResolvedRequest request, ServedModel model, Conditions conditions) {
    try {
      return rewards
          .of(model)
          .create(
              request.prompt(),
              RewardMapping.terms(request.reward()),
              RewardMapping.terms(request.gate()),
              conditions.account());
    } catch (InvalidRewardException refused) {
      throw notServed("the reward is not served any more: " + refused.getMessage());
    }
  }

  private static NeverSucceedsException notServed(String message) {
    return new NeverSucceedsException(GenerationError.Type.NOT_SERVED, message);
  }
}
