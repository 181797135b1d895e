package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.FlowModel;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CascadeTest {

  private final ToyModel model = new ToyModel();
  private final SettableClock clock = new SettableClock();

  @Test
  void the_best_drafts_are_run_again_in_full_from_the_same_noises() {
    SearchPlan plan = plan(SamplingSettings.straight(6, 20), own(2, 0.25, 3), 3 * 5 + 20 * 2);
    SearchState end = run(plan, model, new ToyReward());
    List<Double> drafts =
        IntStream.range(0, 20).mapToObj(noise -> ToyReward.value(image(noise, 2))).toList();
    assertThat(end.trace()).hasSize(20 + 3);
    for (int draft = 0; draft < 20; draft++) {
      assertThat(end.trace().get(draft).reward()).isCloseTo(drafts.get(draft), within(1e-4));
    }
    List<Integer> finalists =
        IntStream.range(0, 20)
            .boxed()
            .sorted(Comparator.<Integer>comparingDouble(drafts::get).reversed())
            .limit(3)
            .toList();
    for (int i = 0; i < 3; i++) {
      TracePoint point = end.trace().get(20 + i);
      assertThat(point.chain()).isEqualTo(finalists.get(i));
      assertThat(point.finished()).isTrue();
      assertThat(point.reward())
          .isCloseTo(ToyReward.value(image(finalists.get(i), 6)), within(1e-4));
    }
    assertThat(end.budget().ledger().nfeByPhase())
        .isEqualTo(Map.of(Phase.INITIAL, 20, Phase.SEARCH, 20, Phase.FINISH, 15));
    assertThat(end.budget().ledger().nfe()).isEqualTo(model.nfe());
  }

  /** Euler's ODE in so many steps. */
  private static RgbImage image(int noise, int steps) {
    float[] x = new PhiloxNoise(Plans.SEED).normal(noise, 0, 0, 6);
    for (int step = 0; step < steps; step++) {
      float[] u = ToyModel.velocity(x, 1 - (double) step / steps);
      for (int i = 0; i < x.length; i++) {
        x[i] -= u[i] / steps;
      }
    }
    return ToyModel.image(x);
  }

  @Test
  void all_but_what_the_finalists_need_makes_drafts_in_batches() {
    SearchState end =
        run(
            plan(SamplingSettings.straight(6, 8), own(2, 0.25, 3), 15 + 2 * 20 + 1),
            model,
            new ToyReward());
    assertThat(model.velocityBatches).containsExactly(8, 8, 8, 8, 4, 4, 3, 3, 3, 3, 3);
    assertThat(end.budget().unspent()).isEqualTo(1);
    assertThat(end.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void only_the_best_share_by_the_cheap_score_is_decoded_in_full_and_judged_again() {
    WatchedToy cheap = new WatchedToy(true, false);
    ScriptedReward reward =
        new ScriptedReward(
            /* previews */ .1,
            .9,
            .3,
            .8,
            .7,
            .2, /* full: 1, 3, 4 */
            .4,
            .6,
            .5, /* 3 again */
            .3);
    SearchState end =
        run(plan(SamplingSettings.straight(3, 6), own(1, 0.5, 1), 6 + 2), cheap, reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(cheap.previewed()).isEqualTo(6);
    assertThat(cheap.toy.decodeBatches).containsExactly(3, 1);
    assertThat(end.trace().subList(0, 6))
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, false, true, true, false);
    assertThat(end.trace().subList(6, 10))
        .extracting(TracePoint::chain)
        .containsExactly(1, 3, 4, 3);
    assertThat(end.answers().getFirst().score().value())
        .as("the draft's own image, better than its run in full")
        .isEqualTo(.6);
    assertThat(end.answers().getFirst().finished()).isTrue();
  }

  @Test
  void the_finalists_are_the_best_of_all_batches() {
    SearchState end =
        run(
            plan(SamplingSettings.straight(3, 2), own(1, 0, 2), 6 + 4),
            model,
            new ScriptedReward(.9, .1, /* batch 2 */ .3, .2, /* batch 3 */ .4, .8, .5, .6));
    assertThat(end.trace().subList(6, 8)).extracting(TracePoint::chain).containsExactly(0, 5);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.9);
  }

  @Test
  void a_draft_that_reaches_the_target_ends_the_search() {
    SearchPlan plan =
        new SearchPlan(
            settings(SamplingSettings.straight(5, 3), own(2, 1, 1)),
            new BudgetLimits(100, null, null, 0.8),
            Plans.SEED,
            1);
    SearchState end = run(plan, model, new ScriptedReward(.1, .9, .2));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().ledger().nfe()).isEqualTo(6).isEqualTo(model.nfe());
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.9);
  }

  @Test
  void a_preview_that_reaches_the_target_counts_only_if_its_full_image_does() {
    SearchPlan plan =
        new SearchPlan(
            settings(SamplingSettings.straight(5, 2), own(1, 0, 1)),
            new BudgetLimits(8, null, null, 0.8),
            Plans.SEED,
            1);
    ScriptedReward reward =
        new ScriptedReward(.1, .9, /* full */ .7, /* batch 2 */ .2, .3, .3, /* run */ .85);
    SearchState end = run(plan, new WatchedToy(true, false), reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.85);
  }

  @Test
  void each_draft_starts_at_the_best_of_its_noises_and_so_does_its_finalist() {
    SearchPlan plan = plan(Plans.bestOfN(3, 2, 3, 1).sampling(), own(2, 1, 1), 8 + 2);
    SearchRun run =
        SearchRun.start(
            plan,
            model,
            new ScriptedReward(.1, .3, .2, .6, .5, .4, /* drafts */ .7, .1, /* run */ .2),
            clock,
            0);
    while (!run.isOver()) {
      run.advance();
    }
    assertThat(run.state().answers().getFirst().score().value()).isEqualTo(.7);
    assertThat(run.state().trace().getLast().chain()).isZero();
    assertThat(run.state().budget().ledger().nfe()).isEqualTo(10).isEqualTo(model.nfe());
  }

  @Test
  void out_of_time_a_drafts_image_is_an_answer() {
    BudgetLimits limits = new BudgetLimits(500, Duration.ofSeconds(7), null, null);
    SearchPlan plan =
        new SearchPlan(
            settings(SamplingSettings.straight(10, 5), own(3, 0.2, 2)), limits, Plans.SEED, 1);
    SearchRun run = SearchRun.start(plan, model, new ToyReward(), clock, 0);
    while (!run.isOver()) {
      clock.pass(1, 0);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(run.state().answers().getFirst().finished()).isTrue();
    assertThat(run.state().budget().ledger().seconds()).isLessThanOrEqualTo(7);
  }

  @Test
  void with_more_to_spend_it_makes_more_drafts_and_runs_the_best_that_were_not_run_yet() {
    SamplingSettings sampling = SamplingSettings.straight(5, 4);
    SearchState first = run(plan(sampling, own(1, 1, 1), 8), model, new ToyReward());
    SearchPlan larger = plan(sampling, own(1, 1, 1), 16);
    SearchState second =
        Plans.runToTheEnd(SearchRun.goOn(larger, first, model, new ToyReward(), clock));
    assertThat(second.budget().ledger().nfe()).isEqualTo(16).isEqualTo(model.nfe());
    assertThat(second.trace()).startsWith(first.trace().toArray(TracePoint[]::new));
    assertThat(second.trace().subList(5, 9))
        .extracting(TracePoint::chain)
        .containsExactly(4, 5, 6, 7);
    assertThat(second.trace().getLast().chain()).isBetween(4, 7);
  }

  @Test
  void a_budget_pays_for_as_many_drafts_as_finalists_and_for_these() {
    SamplingSettings sampling = Plans.bestOfN(10, 4, 3, 2).sampling();
    assertThat(settings(sampling, own(2, 0.5, 3)).smallestNfe(1)).isEqualTo(3 * 4 + 3 * 10);
    assertThatThrownBy(() -> plan(sampling, own(2, 0.5, 3), 41))
        .hasMessageContaining("at least 42");
    assertThat(run(plan(sampling, own(2, 0.5, 3), 42), model, new ToyReward()).budget().unspent())
        .isZero();
  }

  @Test
  void a_draft_has_fewer_steps_than_an_image() {
    assertThatThrownBy(() -> settings(SamplingSettings.straight(4, 2), own(4, 0.5, 1)))
        .hasMessageContaining("search.draftSteps must be fewer than steps, 4, not 4");
  }

  private static CascadeSettings own(int draftSteps, double share, int finalists) {
    return new CascadeSettings(draftSteps, share, finalists);
  }

  private static SearchSettings settings(SamplingSettings sampling, OwnSettings own) {
    return new SearchSettings(Algorithm.CASCADE, sampling, own);
  }

  private static SearchPlan plan(SamplingSettings sampling, OwnSettings own, int nfe) {
    return Plans.plan(settings(sampling, own), nfe);
  }

  private SearchState run(SearchPlan plan, FlowModel flow, Reward reward) {
    return Plans.runToTheEnd(SearchRun.start(plan, flow, reward, clock, 0));
  }
}
