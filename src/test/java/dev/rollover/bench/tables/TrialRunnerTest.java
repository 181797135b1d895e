package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardTerm;
import dev.rollover.reward.Score;
import dev.rollover.search.Algorithm;
import dev.rollover.shapes.PromptSet;
import dev.rollover.tensor.DeviceAccount;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialRunnerTest {

  private static final String PROMPT = "three red circles";

  private final RewardKinds rewards = RewardKinds.selfContained();
  private final TrialRunner forCount = runner(1);

  @ParameterizedTest
  @EnumSource
  void what_was_spent_is_what_was_called(Algorithm algorithm) {
    Outcome outcome = forCount.run("k", trial(algorithm, 100, null));

    assertThat(outcome.nfe()).isBetween(80, 100).isEqualTo(rows(outcome, "velocity"));
    assertThat(outcome.decodes()).isEqualTo(rows(outcome, "decode"));
    assertThat(outcome.rewardCalls()).isEqualTo(rows(outcome, "reward"));
    int byTime = outcome.nfeByTime().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(byTime + outcome.finishNfe()).isEqualTo(outcome.nfe());
    assertThat(outcome.seconds()).isPositive();
  }

  @Test
  void nfe_are_told_by_the_models_time() {
    Outcome outcome = forCount.run("k", trial(Algorithm.BON, 100, null));

    assertThat(outcome.nfeByTime()).hasSize(10).containsEntry(1.0, 10).containsEntry(.1, 10);
    assertThat(outcome.finishNfe()).isZero();
    assertThat(outcome.diversity()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void velocities_of_two_prompts_count_twice(Algorithm algorithm) {
    Method usual = new Method("usual", Map.of("algorithm", algorithm.label()));
    Method away = new Method("away", usual.search(), 3.0, "");
    Outcome once =
        forCount.run("k", new Trial(new Cell(usual, PromptSet.PLAIN, 100), PROMPT, 7, null));
    Outcome twice =
        forCount.run("k", new Trial(new Cell(away, PromptSet.PLAIN, 200), PROMPT, 7, null));

    assertThat(twice.nfe()).isEqualTo(2 * once.nfe()).isEqualTo(rows(twice, "velocity"));
    assertThat(twice.decodes()).isEqualTo(once.decodes());
    assertThat(twice.nfeByTime().keySet()).isEqualTo(once.nfeByTime().keySet());
    once.nfeByTime()
        .forEach((time, nfe) -> assertThat(twice.nfeByTime()).containsEntry(time, 2 * nfe));
  }

  @Test
  void what_steps_hand_on_adds_up_and_candidates_differ() {
    Outcome outcome = forCount.run("k", trial(Algorithm.RBF, 300, null));

    assertThat(outcome.rolledOver()).isPositive();
    assertThat(outcome.rolledOverByStep().values().stream().mapToDouble(x -> x).sum())
        .isCloseTo(outcome.rolledOver(), within(1e-9));
    assertThat(outcome.rolledOverByStep().keySet())
        .allSatisfy(step -> assertThat(step).isBetween(1, 8));
    assertThat(outcome.diversity()).isBetween(.01, .9);
  }

  @ParameterizedTest
  @EnumSource
  void the_curve_rises_to_the_image_that_is_kept(Algorithm algorithm) throws IOException {
    Outcome outcome = forCount.run("k", trial(algorithm, 100, null));

    for (int at = 1; at < outcome.curve().size(); at++) {
      CurvePoint earlier = outcome.curve().get(at - 1);
      CurvePoint later = outcome.curve().get(at);
      assertThat(later.nfe()).isGreaterThanOrEqualTo(earlier.nfe());
      assertThat(later.scored()).isGreaterThanOrEqualTo(earlier.scored());
    }
    CurvePoint last = outcome.curve().getLast();
    assertThat(last.rss()).isEqualTo(0 - Objects.requireNonNull(last.finished()));
    RgbImage image =
        RgbImage.of(
            ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(outcome.image()))));
    assertThat(forCountReward(image)).isEqualTo(last.finished());
  }

  @ParameterizedTest
  @EnumSource
  void an_exact_image_ends_the_run(Algorithm algorithm) {
    Outcome outcome = forCount.run("k", trial(algorithm, 5000, 0.0));

    assertThat(outcome.nfe()).isLessThan(5000);
    assertThat(outcome.curve().getLast().rss()).isZero();
  }

  @Test
  void under_another_reward_the_prompt_still_judges() {
    Outcome worst = runner(-1).run("k", trial(Algorithm.BON, 100, null));

    CurvePoint last = worst.curve().getLast();
    assertThat(last.rss()).isEqualTo(last.finished()).isPositive();
  }

  @Test
  void a_reward_on_a_moving_scale_is_searched_for_on_it() {
    List<RewardTerm> terms =
        List.of(new RewardTerm("count", 1, Map.of()), new RewardTerm("jpeg", 1, Map.of(), true));
    Outcome outcome = runner(rewards, terms).run("k", trial(Algorithm.RBF, 100, null));

    CurvePoint last = outcome.curve().getLast();
    assertThat(last.finished()).isNotNull();
    // A file has more than a kilobyte, of which nothing is left on a scale of deviations.
    assertThat(last.scored() + Objects.requireNonNull(last.rss())).isBetween(-4.0, 4.0);
  }

  @Test
  void images_that_the_reward_cannot_judge_are_left_out() {
    AtomicInteger seen = new AtomicInteger();
    RewardKinds halfBlind =
        new RewardKinds(
            List.of(
                rewards.find("count").orElseThrow(),
                new ToyKind(image -> seen.incrementAndGet() % 2 == 0 ? null : 1.0)));
    Outcome outcome =
        runner(halfBlind, List.of(new RewardTerm("toy", 1, Map.of())))
            .run("k", trial(Algorithm.RBF, 100, null));

    assertThat(outcome.rewardCalls()).isEqualTo(seen.get());
    assertThat(outcome.curve()).isNotEmpty();
  }

  @Test
  void the_same_trial_comes_out_the_same_but_for_its_time() {
    Outcome once = forCount.run("k", trial(Algorithm.RBF, 100, null));
    Outcome again = forCount.run("k", trial(Algorithm.RBF, 100, null));

    assertThat(again)
        .usingRecursiveComparison()
        .ignoringFields("seconds", "deviceSeconds")
        .isEqualTo(once);
  }

  private TrialRunner runner(double weight) {
    return runner(rewards, List.of(new RewardTerm("count", weight, Map.of())));
  }

  private static TrialRunner runner(RewardKinds kinds, List<RewardTerm> terms) {
    return new TrialRunner(
        conditions -> new CircleModel(conditions.negativePrompt() == null ? 1 : 2),
        64,
        kinds,
        terms);
  }

  /** A reward that is told what to say of images; of some, nothing. */
  private record ToyKind(Function<RgbImage, @Nullable Double> worth) implements RewardKind {

    @Override
    public String name() {
      return "toy";
    }

    @Override
    public String description() {
      return "What it is told";
    }

    @Override
    public Map<String, String> parameters() {
      return Map.of();
    }

    @Override
    public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
      return images -> images.stream().map(this::score).toList();
    }

    private Score score(RgbImage image) {
      Double value = worth.apply(image);
      return value == null ? Score.UNKNOWN : new Score(value, Map.of());
    }
  }

  private double forCountReward(RgbImage image) {
    return rewards
        .create(PROMPT, List.of(new RewardTerm("count", 1, Map.of())))
        .score(List.of(image))
        .getFirst()
        .value();
  }

  private static Trial trial(Algorithm algorithm, int nfe, @Nullable Double target) {
    Method method = new Method(algorithm.name(), Map.of("algorithm", algorithm.label()));
    return new Trial(new Cell(method, PromptSet.PLAIN, nfe), PROMPT, 7, target);
  }

  private static int rows(Outcome outcome, String operation) {
    return outcome.calls().counts().getOrDefault(operation, Map.of()).entrySet().stream()
        .mapToInt(calls -> calls.getKey() * calls.getValue())
        .sum();
  }
}
