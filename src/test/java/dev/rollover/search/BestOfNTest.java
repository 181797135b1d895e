package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.Reward;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BestOfNTest {

  private final ToyModel model = new ToyModel();
  private final ToyReward reward = new ToyReward();

  @Test
  void takes_as_many_samples_as_the_budget_pays_for_and_leaves_the_rest_unspent() {
    SearchState end = run(Plans.plan(Plans.bestOfN(10, 4, 1, 1), 107), reward);
    assertThat(end.trace()).hasSize(10).allMatch(TracePoint::finished);
    assertThat(end.budget().ledger().nfe()).isEqualTo(100).isEqualTo(model.nfe());
    assertThat(end.budget().unspent()).isEqualTo(7);
    assertThat(end.budget().ledger().decodes()).isEqualTo(10).isEqualTo(model.decodes());
    assertThat(end.budget().ledger().rewardCalls()).isEqualTo(10).isEqualTo(reward.calls);
    assertThat(end.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void samples_of_a_wave_share_their_calls() {
    run(Plans.plan(Plans.bestOfN(3, 4, 1, 1), 30), reward);
    assertThat(model.velocityBatches).containsExactly(4, 4, 4, 4, 4, 4, 2, 2, 2);
    assertThat(model.decodeBatches).containsExactly(4, 4, 2);
  }

  @Test
  void a_sample_is_the_eulers_ode_from_its_own_noise() {
    SearchState end = run(Plans.plan(Plans.bestOfN(5, 3, 1, 1), 15), reward);
    for (int sample = 0; sample < 3; sample++) {
      double expected = ToyReward.value(ToyModel.image(euler(sample, 5)));
      assertThat(end.trace().get(sample).reward()).isCloseTo(expected, within(1e-4));
    }
  }

  private static float[] euler(int sample, int steps) {
    float[] x = new PhiloxNoise(Plans.SEED).normal(sample, 0, 0, 6);
    for (int step = 0; step < steps; step++) {
      float[] u = ToyModel.velocity(x, 1 - (double) step / steps);
      for (int i = 0; i < x.length; i++) {
        x[i] -= u[i] / steps;
      }
    }
    return x;
  }

  @Test
  void the_best_are_kept_in_order() {
    SearchPlan plan =
        new SearchPlan(Plans.bestOfN(5, 4, 1, 1), BudgetLimits.ofNfe(50), Plans.SEED, 3);
    SearchState end = run(plan, reward);
    List<Double> all =
        end.trace().stream()
            .map(TracePoint::reward)
            .sorted((a, b) -> Double.compare(b, a))
            .toList();
    assertThat(end.answers())
        .extracting(answer -> answer.score().value())
        .containsExactlyElementsOf(all.subList(0, 3));
    assertThat(end.trace().getLast().best()).isEqualTo(all.getFirst());
  }

  @Test
  void each_sample_starts_at_the_best_of_its_noises() {
    SearchState end =
        run(
            Plans.plan(Plans.bestOfN(4, 2, 3, 1), 12),
            new ScriptedReward(.1, .3, .2, .6, .5, .4, .8, .9));
    assertThat(end.budget().ledger().nfe()).isEqualTo(12).isEqualTo(model.nfe());
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, false, true, false, false, true, true);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.9);
  }

  @Test
  void a_longer_finish_is_paid_for_by_fewer_samples() {
    SearchState end = run(Plans.plan(Plans.bestOfN(4, 2, 1, 3), 20), reward);
    assertThat(end.trace()).hasSize(3);
    assertThat(end.budget().ledger().nfe()).isEqualTo(18).isEqualTo(model.nfe());
    assertThat(end.budget().ledger().nfeByPhase())
        .isEqualTo(Map.of(Phase.INITIAL, 3, Phase.SEARCH, 9, Phase.FINISH, 6));
  }

  @Test
  void stops_at_the_target() {
    SearchState end =
        run(Plans.plan(Plans.bestOfN(2, 2, 1, 1), 100, 0.5), new ScriptedReward(.1, .2, .3, .7));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().unspent()).isEqualTo(92);
  }

  @Test
  void every_round_is_a_call_for_velocities_or_one_for_images() {
    SearchRun run =
        SearchRun.start(
            Plans.plan(Plans.bestOfN(3, 4, 1, 1), 24), model, reward, new SettableClock(), 0);
    int rounds = 0;
    while (!run.isOver()) {
      run.advance();
      rounds++;
    }
    assertThat(rounds).isEqualTo(model.velocityBatches.size() + model.decodeBatches.size());
    assertThat(rounds).isEqualTo(8);
  }

  private SearchState run(SearchPlan plan, Reward scored) {
    return Plans.runToTheEnd(SearchRun.start(plan, model, scored, new SettableClock(), 0));
  }
}
