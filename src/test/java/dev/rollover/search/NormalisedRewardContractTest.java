package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.Scales;
import dev.rollover.reward.Score;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every search whose reward is put on scales that it learns. */
class NormalisedRewardContractTest {

  private static final int TRIALS = 60;
  private static final SearchStateCodec CODEC = new SearchStateCodec();

  /** The toy's reward on its scale alone; remembers what it has scored, in order. */
  private static final class Scaled implements Reward {

    private final Reward toy;
    private final List<Double> raw = new ArrayList<>();

    Scaled(Reward toy) {
      this.toy = toy;
    }

    @Override
    public List<Score> score(List<RgbImage> images) {
      return toy.score(images).stream().map(this::noted).toList();
    }

    private Score noted(Score score) {
      raw.add(score.value());
      return new Score(score.value(), Map.of("toy", score.value()));
    }

    @Override
    public Optional<ImageFunction> differentiable() {
      return toy.differentiable();
    }

    @Override
    public Set<String> normalised() {
      return Set.of("toy");
    }

    @Override
    public Score on(Scales scales, Score score) {
      return new Score(scaled(scales, raw(score)), score.terms());
    }
  }

  private static double raw(Score score) {
    return Objects.requireNonNull(score.terms().get("toy"));
  }

  private static double scaled(Scales scales, double raw) {
    return Objects.requireNonNull(scales.now().get("toy")).of(raw);
  }

  private static Reward reward(WatchedToy world) {
    return new Scaled(world.reward());
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void one_term_alone_ranks_the_trace_and_the_answers_as_it_does_unscaled(Algorithm algorithm) {
    Trials.each(algorithm, 21, TRIALS, (trial, random) -> checkRanking(trial));
  }

  private static void checkRanking(Trial trial) {
    WatchedToy world = trial.world();
    Scaled reward = new Scaled(world.reward());
    SearchRun run = SearchRun.start(free(trial), world, reward, new SettableClock(), 0);
    trial.toTheEnd(run, state -> checkRanking(reward, state));
  }

  /** At any round all numbers are those of one scale. */
  private static void checkRanking(Scaled reward, SearchState state) {
    List<TracePoint> trace = state.trace();
    assertThat(trace).hasSameSizeAs(reward.raw);
    if (trace.isEmpty()) {
      return;
    }
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trace.size(); i++) {
      double scaled = scaled(state.scales(), reward.raw.get(i));
      best = Math.max(best, scaled);
      assertThat(trace.get(i).reward()).isEqualTo(scaled);
      assertThat(trace.get(i).best()).isEqualTo(best);
    }
    List<Integer> byRaw = order(reward.raw);
    assertThat(byRaw.stream().map(i -> trace.get(i).reward()).toList())
        .isSortedAccordingTo(Comparator.naturalOrder());
    for (Answer answer : state.answers()) {
      Score score = answer.score();
      assertThat(score.value()).isEqualTo(scaled(state.scales(), raw(score)));
    }
  }

  private static List<Integer> order(List<Double> raw) {
    return IntStream.range(0, raw.size())
        .boxed()
        .sorted(Comparator.comparingDouble(raw::get))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void it_is_resumed_byte_for_byte_wherever_it_was_left(Algorithm algorithm) {
    Trials.each(algorithm, 22, TRIALS, NormalisedRewardContractTest::checkResumption);
  }

  private static void checkResumption(Trial trial, Random random) {
    SearchPlan plan = free(trial);
    WatchedToy toy = trial.world();
    SearchRun straight = SearchRun.start(plan, toy, reward(toy), new SettableClock(), 0);
    int rounds = 0;
    while (!straight.isOver()) {
      straight.advance();
      rounds++;
    }
    WatchedToy world = trial.world();
    SearchRun run = SearchRun.start(plan, world, reward(world), new SettableClock(), 0);
    for (int round = 0; round < rounds; round++) {
      if (random.nextInt(rounds) < 4) {
        byte[] left = CODEC.encode(run.state());
        world = trial.world();
        run = SearchRun.resume(plan, CODEC.decode(left), world, reward(world), new SettableClock());
        assertThat(CODEC.encode(run.state())).isEqualTo(left);
      }
      run.advance();
    }
    assertThat(run.isOver()).isTrue();
    assertThat(json(run.state())).isEqualTo(json(straight.state()));
  }

  private static String json(SearchState state) {
    return new String(CODEC.encode(state), StandardCharsets.UTF_8);
  }

  /** Without a target, which would be of another scale. */
  private static SearchPlan free(Trial trial) {
    return trial.within(BudgetLimits.ofNfe(trial.nfe())).plan();
  }
}
