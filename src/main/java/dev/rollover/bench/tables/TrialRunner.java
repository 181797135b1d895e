package dev.rollover.bench.tables;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.search.Ledger;
import dev.rollover.search.Phase;
import dev.rollover.search.SearchRun;
import dev.rollover.search.TracePoint;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Runs single searches, as many side by side as threads ask for it.
 *
 * <p>Whatever reward they are under, {@code count} judges what they finish: how far the image is
 * from its prompt (RSS), 0 being exact. For searches under {@code count} itself that is minus their
 * reward.
 *
 * @param model encodes a prompt
 * @param size of the images in pixels, along each side
 * @param rewards that there are
 * @param terms of the reward that is searched for
 */
record TrialRunner(
    Function<Conditions, FlowModel> model, int size, RewardKinds rewards, List<RewardTerm> terms) {

  private static final List<RewardTerm> JUDGE = List.of(new RewardTerm("count", 1, Map.of()));
  private static final double FREE = 0;

  /** Runs a search to its end. */
  Outcome run(String key, Trial trial) {
    DeviceAccount account = new DeviceAccount(false);
    RunClock clock = new RunClock(System.nanoTime(), account);
    CallLog log = new CallLog();
    RunRecord record = new RunRecord(judge(trial.prompt()));
    LoggedReward reward = new LoggedReward(rewards.create(trial.prompt(), terms, account), log);
    Method method = trial.cell().method();
    Conditions conditions =
        new Conditions(
            trial.prompt(), method.negativePrompt(), null, size, size, method.guidance(), account);
    try (FlowModel flow = new LoggedModel(model.apply(conditions), log)) {
      SearchRun run = SearchRun.start(trial.plan(), flow, reward, clock, FREE);
      while (!run.isOver()) {
        int finishing = finishNfe(run);
        List<TracePoint> scored = run.advance();
        log.endRound(finishNfe(run) > finishing);
        List<RgbImage> images = scored.isEmpty() ? List.of() : reward.latest();
        record.round(scored, images, log.calls(), run.state());
      }
      return outcome(key, trial, run.state().budget().ledger(), log, record);
    }
  }

  private static int finishNfe(SearchRun run) {
    return run.state().budget().ledger().nfe(Phase.FINISH);
  }

  private ToDoubleFunction<RgbImage> judge(String prompt) {
    Reward count = rewards.create(prompt, JUDGE);
    return image -> 0 - count.score(List.of(image)).getFirst().value();
  }

  private static Outcome outcome(
      String key, Trial trial, Ledger ledger, CallLog log, RunRecord record) {
    @Nullable RgbImage image = record.image();
    return new Outcome(
        key,
        trial.cell().method().name(),
        trial.prompt(),
        trial.seed(),
        trial.cell().nfe(),
        ledger.nfe(),
        ledger.decodes(),
        ledger.rewardCalls(),
        ledger.rolledOver(),
        ledger.seconds(),
        ledger.deviceSeconds(),
        log.calls(),
        ledger.nfe(Phase.FINISH),
        log.nfeByTime(),
        record.rolledOverByStep(),
        record.diversity(),
        record.curve(),
        image == null ? null : Png.of(image));
  }
}
