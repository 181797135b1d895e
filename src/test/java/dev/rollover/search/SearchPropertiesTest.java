package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.flow.DiffusionCoefficient;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds whatever the settings. */
class SearchPropertiesTest {

  private static final SearchStateCodec CODEC = new SearchStateCodec();

  static Stream<SearchPlan> plans() {
    Random random = new Random(11);
    return IntStream.range(0, 40).mapToObj(i -> plan(random));
  }

  private static SearchPlan plan(Random random) {
    SearchSettings settings = settings(random);
    int keep = 1 + random.nextInt(3);
    int smallest = settings.smallestNfe(keep);
    Double target = random.nextInt(3) == 0 ? -2 * random.nextDouble() : null;
    BudgetLimits limits =
        new BudgetLimits(smallest + random.nextInt(2 * smallest), null, null, target);
    return new SearchPlan(settings, limits, random.nextLong(), keep);
  }

  private static SearchSettings settings(Random random) {
    boolean bestOfN = random.nextInt(3) == 0;
    return Plans.settings(
        bestOfN ? null : any(random, Variant.values()),
        bestOfN ? any(random, Sampler.values()) : Sampler.SDE,
        any(random, Path.values()),
        any(random, Grid.values()),
        2 + random.nextInt(6),
        1 + random.nextInt(4),
        1 + random.nextInt(4),
        bestOfN ? 1 : 1 + random.nextInt(4),
        any(random, DiffusionCoefficient.values()),
        random.nextDouble(),
        1 + random.nextInt(4));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  @ParameterizedTest
  @MethodSource("plans")
  void the_ledger_is_what_was_called_and_never_over_the_limit(SearchPlan plan) {
    ToyModel model = new ToyModel();
    ToyReward reward = new ToyReward();
    SearchRun run = SearchRun.start(plan, model, reward, new SettableClock(), 0);
    while (!run.isOver()) {
      int trace = run.state().trace().size();
      assertThat(run.advance()).hasSize(run.state().trace().size() - trace);
      Budget budget = run.state().budget();
      assertThat(budget.ledger().nfe()).isEqualTo(model.nfe());
      assertThat(budget.ledger().decodes()).isEqualTo(model.decodes());
      assertThat(budget.ledger().rewardCalls()).isEqualTo(reward.calls);
      assertThat(model.nfe() + budget.unspent()).isEqualTo(plan.limits().nfe());
      assertThat(budget.unspent()).isNotNegative();
    }
    assertThat(run.state().answers()).isNotEmpty().hasSizeLessThanOrEqualTo(plan.keep());
    assertThat(run.state().answers().getFirst().finished()).isTrue();
    assertThat(run.state().trace()).hasSize(reward.calls);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void a_search_resumed_after_every_round_ends_byte_for_byte_the_same(SearchPlan plan) {
    SearchState straight = Plans.runToTheEnd(start(plan));
    SearchRun resumed = start(plan);
    while (!resumed.isOver()) {
      resumed.advance();
      SearchState restored = CODEC.decode(CODEC.encode(resumed.state()));
      assertThat(json(restored)).isEqualTo(json(resumed.state()));
      assertThat(restored.budget()).isEqualTo(resumed.state().budget());
      resumed =
          SearchRun.resume(plan, restored, new ToyModel(), new ToyReward(), new SettableClock());
    }
    assertThat(json(resumed.state())).isEqualTo(json(straight));
  }

  private static String json(SearchState state) {
    return new String(CODEC.encode(state), StandardCharsets.UTF_8);
  }

  @Test
  void the_papers_quotas_add_up_to_the_share_whatever_it_is() {
    for (int share = 9; share < 60; share++) {
      RolloverQuotas quotas = new RolloverQuotas(Variant.PAPER, 10, 1, share);
      assertThat(IntStream.rangeClosed(1, 9).map(quotas::of).sum()).isEqualTo(share);
      RolloverQuotas published = new RolloverQuotas(Variant.REFERENCE, 10, 25, share);
      assertThat(IntStream.rangeClosed(1, 9).map(published::of)).containsOnly(share / 10);
    }
  }

  @Test
  void chains_follow_the_papers_algorithm_draw_by_draw() {
    int steps = 6;
    int quota = 7;
    SearchPlan plan =
        Plans.plan(
            Plans.rolloverBudgetForcing(Variant.PAPER, steps, 3, 1, 1),
            3 * (1 + (steps - 1) * quota));
    SearchState end = Plans.runToTheEnd(start(plan));
    for (int index = 0; index < 3; index++) {
      int chain = index;
      assertThat(
              end.trace().stream().filter(point -> point.chain() == chain).map(TracePoint::reward))
          .containsExactlyElementsOf(
              new PlainRolloverBudgetForcing(plan, chain).rewards(steps, quota));
    }
  }

  @Test
  void a_search_of_200_evaluations_beats_one_sample_by_far() {
    SearchState search =
        Plans.runToTheEnd(
            start(Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 8, 2, 1, 1, 2), 200)));
    SearchState sample = Plans.runToTheEnd(start(Plans.plan(Plans.bestOfN(8, 1, 1, 1), 8)));
    assertThat(search.answers().getFirst().score().value())
        .isGreaterThan(sample.answers().getFirst().score().value() + 1);
  }

  private static SearchRun start(SearchPlan plan) {
    return SearchRun.start(plan, new ToyModel(), new ToyReward(), new SettableClock(), 0);
  }
}
