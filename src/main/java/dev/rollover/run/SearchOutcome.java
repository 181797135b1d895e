package dev.rollover.run;

import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.ImageScore;
import dev.rollover.generation.JudgeSummary;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.generation.TermScale;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.search.Answer;
import dev.rollover.search.Budget;
import dev.rollover.search.JudgeUse;
import dev.rollover.search.Ledger;
import dev.rollover.search.SearchState;
import dev.rollover.search.TracePoint;
import dev.rollover.store.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a search's state means to its generation.
 *
 * @param judgement of its answers; absent where nobody was asked
 */
record SearchOutcome(ResolvedRequest request, SearchState state, @Nullable Judgement judgement) {

  /** One that nobody has judged. */
  SearchOutcome(ResolvedRequest request, SearchState state) {
    this(request, state, null);
  }

  /** The same with what a judge said of its answers, and what that took. */
  SearchOutcome judged(Judgement said, JudgeUse use) {
    return new SearchOutcome(request, state.paying(use), said);
  }

  /** The account so far, without images. */
  Outcome soFar() {
    return new Outcome(spending(), reward(), List.of());
  }

  /** The account and the files of the best images. */
  RunResult result() {
    List<Answer> answers = state.answers();
    List<ImageFile> files =
        IntStream.range(0, answers.size()).mapToObj(n -> file(n, answers.get(n))).toList();
    List<GenerationImage> images = files.stream().map(ImageFile::image).toList();
    return new RunResult(new Outcome(spending(), reward(), images, judge()), files, trace());
  }

  private GenerationTrace trace() {
    return new GenerationTrace(state.trace().stream().map(SearchOutcome::point).toList());
  }

  private static GenerationTrace.Point point(TracePoint scored) {
    return new GenerationTrace.Point(
        scored.nfe(),
        scored.seconds(),
        scored.chain(),
        scored.step(),
        scored.reward(),
        scored.best(),
        scored.accepted(),
        scored.finished(),
        scored.rolledOver());
  }

  private ImageFile file(int number, Answer answer) {
    RgbImage image = answer.image();
    ImageScore reward = Objects.requireNonNull(score(answer.score()));
    @Nullable ImageScore judge = judgement == null ? null : score(judgement.scores().get(number));
    byte[] png = PngFile.encode(image, Provenance.of(request, spending(), reward, judge));
    return new ImageFile(
        new GenerationImage(number, image.width(), image.height(), Sha256.hex(png), reward, judge),
        png);
  }

  private static @Nullable ImageScore score(Score score) {
    return score.isKnown() ? new ImageScore(score.value(), score.terms()) : null;
  }

  private Spending spending() {
    Budget budget = state.budget();
    Ledger ledger = budget.ledger();
    return new Spending(
        new Spending.Nfe(
            budget.limits().nfe(),
            ledger.nfe(),
            ledger.rolledOver(),
            ledger.speculative(),
            budget.unspent()),
        ledger.rewardCalls(),
        ledger.gateCalls(),
        ledger.decodes(),
        ledger.seconds(),
        ledger.deviceSeconds(),
        budget.costUsd(),
        services(ledger.rewards()),
        ledger.judge().equals(JudgeUse.NONE) ? null : judge(ledger.judge(), budget));
  }

  private static Spending.Judge judge(JudgeUse use, Budget budget) {
    return new Spending.Judge(
        use.calls(),
        use.seconds(),
        use.deviceSeconds(),
        use.deviceSeconds() * budget.usdPerDeviceSecond() + use.rewardUsd(),
        services(use.rewards()));
  }

  private static Map<String, Spending.Service> services(Map<String, RewardUse> used) {
    return used.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, service -> service(service.getValue())));
  }

  private static Spending.Service service(RewardUse use) {
    return new Spending.Service(
        use.calls(), use.unknown(), use.seconds(), use.tokensRead(), use.tokensSaid(), use.usd());
  }

  private @Nullable RewardSummary reward() {
    if (state.answers().isEmpty()) {
      return null;
    }
    Score best = state.answers().getFirst().score();
    return new RewardSummary(
        state.trace().getFirst().reward(), best.value(), best.terms(), scales());
  }

  private Map<String, TermScale> scales() {
    return state.scales().now().entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                term -> new TermScale(term.getValue().mean(), term.getValue().deviation())));
  }

  private @Nullable JudgeSummary judge() {
    if (judgement == null) {
      return null;
    }
    Score best = judgement.scores().getFirst();
    return new JudgeSummary(best.isKnown() ? best.value() : null, best.terms(), judgement.error());
  }
}
