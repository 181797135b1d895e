package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of Rollover Budget Forcing on the toy. */
class RolloverPropertiesTest {

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
