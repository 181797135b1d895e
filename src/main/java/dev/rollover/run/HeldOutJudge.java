package dev.rollover.run;

import dev.rollover.generation.JudgeError;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.Conditions;
import dev.rollover.model.RgbImage;
import dev.rollover.model.ServedModels;
import dev.rollover.request.RewardMapping;
import dev.rollover.reward.Caller;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.search.Answer;
import dev.rollover.search.JudgeUse;
import dev.rollover.search.SearchState;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Has the answers of a search judged by what its request holds out: rewards that the search has
 * never heard, so that one which has only learnt to please its own reward is seen.
 *
 * <p>It is asked once, after all else, and decides nothing. It spends no NFE; its time and price
 * come on top of what limits hold the search to, and are booked apart. Whatever becomes of it, the
 * answers stay.
 */
@Component
final class HeldOutJudge {

  private static final Logger LOG = LoggerFactory.getLogger(HeldOutJudge.class);

  private final ServedModels models;
  private final RewardKinds rewards;
  private final Ticker ticker;

  HeldOutJudge(ServedModels models, RewardKinds rewards, Ticker ticker) {
    this.models = models;
    this.rewards = rewards;
    this.ticker = ticker;
  }

  /** Whether there is anything to judge, and somebody who should. */
  static boolean isWanted(ResolvedRequest request, SearchState state) {
    return !request.judge().isEmpty() && !state.answers().isEmpty();
  }

  /**
   * The outcome with the judge's word, and what that took; the same where nobody is to be asked.
   *
   * @param caller for whom a judge that keeps it waiting is left
   * @param shutsDown whether a judge that fails has only been cut short
   * @throws RuntimeException what the judge failed with, exactly when it was cut short
   * @throws RunLostException when there is nobody any more to tell it
   */
  SearchOutcome judged(SearchOutcome ended, Caller caller, BooleanSupplier shutsDown) {
    return isWanted(ended.request(), ended.state())
        ? new Hearing(ended.request()).of(ended, caller, shutsDown)
        : ended;
  }

  /** One judge at work. */
  private final class Hearing {

    private final ResolvedRequest request;
    private final Conditions conditions;
    private final Stopwatch watch = Stopwatch.start(ticker);

    Hearing(ResolvedRequest request) {
      this.request = request;
      this.conditions =
          new Conditions(
              request.prompt(), request.width(), request.height(), null, request.deterministic());
    }

    SearchOutcome of(SearchOutcome ended, Caller caller, BooleanSupplier shutsDown) {
      List<RgbImage> images = ended.state().answers().stream().map(Answer::image).toList();
      Reward judge;
      try {
        judge =
            offered()
                .create(
                    request.prompt(),
                    "judge",
                    RewardMapping.terms(request.judge()),
                    conditions.account())
                .heeding(caller);
      } catch (InvalidRewardException refused) {
        return ended.judged(silence(images, JudgeError.Type.NOT_SERVED, refused), JudgeUse.NONE);
      }
      Judgement judgement = judgement(judge, images, shutsDown);
      int told = judgement.isSilence() ? 0 : images.size();
      return ended.judged(
          judgement,
          new JudgeUse(told, watch.nanos() / 1e9, conditions.deviceNanos() / 1e9, judge.used()));
    }

    /** What is offered for the request's model; of one that is gone, what is for all. */
    private RewardKinds offered() {
      return models.find(request.model()).map(rewards::of).orElse(rewards);
    }

    private Judgement judgement(Reward judge, List<RgbImage> images, BooleanSupplier shutsDown) {
      try {
        return Judgement.of(judge.score(images));
      } catch (RunLostException lost) {
        throw lost;
      } catch (RuntimeException | Error failure) {
        if (shutsDown.getAsBoolean()) {
          throw failure;
        }
        // Whatever interrupted it, what was found is stored now.
        Thread.interrupted();
        LOG.warn("the judge said nothing", failure);
        return silence(images, JudgeError.Type.FAILED, failure);
      }
    }

    private static Judgement silence(List<RgbImage> images, JudgeError.Type type, Throwable why) {
      String message = Objects.requireNonNullElse(why.getMessage(), why.getClass().getName());
      return Judgement.silence(images.size(), new JudgeError(type, message));
    }
  }
}
