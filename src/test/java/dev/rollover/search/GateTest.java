package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Score;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A cascade whose drafts are looked at by another reward than the one that is searched for. */
class GateTest {

  private static final int TRIALS = 200;
  private static final SearchStateCodec CODEC = new SearchStateCodec();
  private static final SearchSettings CASCADE =
      new SearchSettings(
          Algorithm.CASCADE, SamplingSettings.straight(6, 20), new CascadeSettings(2, 0.25, 3));

  /** A reward behind a gate that sees some other number in the same images, and counts them. */
  private static final class Gated implements Reward {

    private final Reward reward;
    private final UnaryOperator<Score> seen;
    private int looks;

    Gated(Reward reward, UnaryOperator<Score> seen) {
      this.reward = reward;
      this.seen = seen;
    }

    @Override
    public List<Score> score(List<RgbImage> images) {
      return reward.score(images);
    }

    @Override
    public Optional<Reward> gate() {
      return Optional.of(this::look);
    }

    private List<Score> look(List<RgbImage> images) {
      looks += images.size();
      return images.stream()
          .map(image -> seen.apply(new Score(ToyReward.value(image), Map.of())))
          .toList();
    }
  }

  private static Score opposite(Score score) {
    return new Score(-score.value(), Map.of());
  }

  @Test
  void a_gate_that_is_the_reward_lets_the_same_images_pass() {
    SearchPlan plan = Plans.plan(CASCADE, 15 + 40);
    SearchState alone = Plans.runToTheEnd(start(plan, new ToyReward()));
    ToyReward reward = new ToyReward();
    Gated gated = new Gated(reward, UnaryOperator.identity());
    SearchState behind = Plans.runToTheEnd(start(plan, gated));

    assertThat(behind.answers().getFirst().score()).isEqualTo(alone.answers().getFirst().score());
    assertThat(gated.looks).isEqualTo(20);
    assertThat(reward.calls).isEqualTo(5 + 3);
    assertThat(behind.trace()).hasSize(5 + 3).allMatch(TracePoint::finished);
    Ledger ledger = behind.budget().ledger();
    assertThat(ledger.gateCalls()).isEqualTo(20);
    assertThat(ledger.rewardCalls()).isEqualTo(5 + 3);
    assertThat(ledger.decodes()).isEqualTo(20 + 5 + 3);
    assertThat(ledger.nfeByPhase()).isEqualTo(alone.budget().ledger().nfeByPhase());
  }

  @Test
  void the_gate_decides_who_goes_on_and_the_reward_who_is_answered() {
    SearchPlan plan = Plans.plan(CASCADE, 15 + 40);
    SearchState alone = Plans.runToTheEnd(start(plan, new ToyReward()));
    List<Double> drafts =
        alone.trace().stream().limit(20).map(TracePoint::reward).sorted().toList();

    SearchState worst =
        Plans.runToTheEnd(start(plan, new Gated(new ToyReward(), GateTest::opposite)));

    List<TracePoint> passed = worst.trace().subList(0, 5);
    assertThat(passed.stream().map(TracePoint::reward).sorted().toList())
        .usingElementComparator(closely())
        .isEqualTo(drafts.subList(0, 5));
    double best = worst.trace().stream().mapToDouble(TracePoint::reward).max().orElseThrow();
    assertThat(worst.answers().getFirst().score().value()).isCloseTo(best, within(1e-12));
  }

  private static Comparator<Double> closely() {
    return (a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b);
  }

  @Test
  void whatever_the_settings_the_ledger_is_what_was_asked_and_looks_are_no_answers() {
    Trials.each(Algorithm.CASCADE, 31, TRIALS, (trial, random) -> check(trial));
  }

  private static void check(Trial trial) {
    WatchedToy world = trial.world();
    Gated gated = new Gated(world.reward(), GateTest::opposite);
    SearchRun run = SearchRun.start(trial.plan(), world, gated, new SettableClock(), 0);
    SearchState end =
        trial.toTheEnd(
            run,
            state -> {
              Ledger ledger = state.budget().ledger();
              assertThat(ledger.nfe()).isEqualTo(world.nfe()).isLessThanOrEqualTo(trial.nfe());
              assertThat(ledger.rewardCalls()).isEqualTo(world.rewardCalls());
              assertThat(ledger.gateCalls()).isEqualTo(gated.looks);
              assertThat(ledger.decodes()).isEqualTo(world.decodes());
              assertThat(state.trace()).hasSize(world.rewardCalls());
              assertThat(state.answers())
                  .allMatch(answer -> answer.finished() && world.hasScored(answer.image()));
            });
    assertThat(end.answers()).isNotEmpty();
    assertThat(end.ending()).isIn(Ending.COMPLETED, Ending.TARGET_REACHED);
    assertThat(gated.looks).isPositive();
  }

  @Test
  void it_is_resumed_byte_for_byte_wherever_it_was_left() {
    Trials.each(Algorithm.CASCADE, 32, TRIALS, GateTest::checkResumption);
  }

  private static void checkResumption(Trial trial, Random random) {
    WatchedToy toy = trial.world();
    SearchRun straight = SearchRun.start(trial.plan(), toy, gated(toy), new SettableClock(), 0);
    SearchState end = trial.toTheEnd(straight);
    WatchedToy world = trial.world();
    SearchRun run = SearchRun.start(trial.plan(), world, gated(world), new SettableClock(), 0);
    while (!run.isOver()) {
      if (random.nextInt(3) == 0) {
        SearchState left = CODEC.decode(CODEC.encode(run.state()));
        run = SearchRun.resume(trial.plan(), left, world, gated(world), new SettableClock());
      }
      run.advance();
    }
    assertThat(json(run.state())).isEqualTo(json(end));
  }

  @Test
  void one_that_runs_out_of_time_behind_its_gate_answers_with_what_the_reward_has_seen() {
    SettableClock clock = new SettableClock();
    BudgetLimits limits = new BudgetLimits(500, Duration.ofSeconds(4), null, null);
    ToyModel model = new ToyModel();
    SearchRun run =
        SearchRun.start(
            new SearchPlan(CASCADE, limits, Plans.SEED, 1),
            model,
            new Gated(new ToyReward(), GateTest::opposite),
            clock,
            0);
    while (!run.isOver()) {
      clock.pass(1, 0);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(run.state().budget().ledger().seconds()).isLessThanOrEqualTo(4);
    assertThat(run.state().answers()).hasSize(1);
    assertThat(run.state().answers().getFirst().finished()).isTrue();
  }

  private static Reward gated(WatchedToy world) {
    return new Gated(world.reward(), GateTest::opposite);
  }

  private static SearchRun start(SearchPlan plan, Reward reward) {
    return SearchRun.start(plan, new ToyModel(), reward, new SettableClock(), 0);
  }

  private static String json(SearchState state) {
    return new String(CODEC.encode(state), StandardCharsets.UTF_8);
  }
}
