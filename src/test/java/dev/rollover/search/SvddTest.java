package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.Reward;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvddTest {

  private final ToyModel model = new ToyModel();

  @Test
  void each_step_goes_on_from_the_best_of_its_candidates() {
    SearchState end =
        run(
            Map.of("steps", 3, "chains", 1, "particles", 3, "finishSteps", 1),
            7,
            new ScriptedReward(.1, .5, .2, .3, .1, .4));
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, false, false, false, true);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.4);
    assertThat(model.velocityBatches).containsExactly(1, 3, 3);
  }

  @Test
  void every_chain_chooses_among_its_own() {
    SearchState end =
        run(
            Map.of("steps", 2, "chains", 2, "particles", 2, "finishSteps", 1),
            6,
            new ScriptedReward(.8, .9, .2, .1));
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, true, false);
  }

  @Test
  void by_softmax_a_candidate_is_chosen_the_likelier_the_better_it_is() {
    int chains = 333;
    double[] rewards =
        IntStream.range(0, 3 * chains).mapToDouble(i -> i % 3 == 1 ? Math.log(2) : 0).toArray();
    SearchState end =
        run(
            Map.of(
                "steps",
                2,
                "chains",
                chains,
                "particles",
                3,
                "selection",
                "softmax",
                "alpha",
                1.0,
                "finishSteps",
                1),
            4 * chains,
            new ScriptedReward(rewards));
    List<TracePoint> trace = end.trace();
    for (int candidate = 0; candidate < 3; candidate++) {
      int place = candidate;
      long chosen =
          IntStream.range(0, trace.size())
              .filter(i -> i % 3 == place && trace.get(i).accepted())
              .count();
      double expected = place == 1 ? .5 : .25;
      // Five standard deviations of a share of 333.
      assertThat((double) chosen / chains).isCloseTo(expected, within(.14));
    }
  }

  @Test
  void as_many_candidates_are_drawn_as_the_budget_pays_for() {
    SearchState end = run(Map.of("steps", 5, "chains", 2), 100, new ToyReward());
    assertThat(end.budget().unspent()).isLessThan(2);
    assertThat(model.velocityBatches.subList(0, 5)).containsExactly(2, 24, 24, 22, 22);
  }

  @Test
  void candidates_become_fewer_from_step_to_step_if_they_are_to() {
    run(
        Map.of("steps", 5, "chains", 1, "finishSteps", 1, "schedule", "decreasing"),
        41,
        new ToyReward());
    assertThat(model.velocityBatches).containsExactly(1, 19, 13, 7, 1);
  }

  @Test
  void what_is_left_pays_for_another_wave_of_new_chains() {
    SearchState end =
        run(Map.of("steps", 3, "chains", 2, "particles", 2, "finishSteps", 1), 25, new ToyReward());
    assertThat(end.trace()).extracting(TracePoint::chain).contains(0, 1, 2, 3, 4);
    assertThat(end.budget().ledger().nfe()).isEqualTo(25);
  }

  @Test
  void a_look_ahead_at_the_target_is_finished_at_once_with_draws_of_later_steps() {
    SearchPlan plan =
        Plans.plan(
            settings(Map.of("steps", 4, "chains", 1, "particles", 5, "finishSteps", 3)), 18, .7);
    ScriptedReward reward =
        new ScriptedReward(
            .1, .8, .2, .3, .1, /* finished */ .5, .1, .2, .3, .75, .1, /* finished */ .7);
    SearchState end =
        Plans.runToTheEnd(SearchRun.start(plan, model, reward, new SettableClock(), 0));
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().ledger().nfe()).isEqualTo(1 + 5 + 2 + 5 + 2).isEqualTo(model.nfe());
  }

  private SearchState run(Map<String, Object> said, int nfe, Reward reward) {
    return Plans.runToTheEnd(
        SearchRun.start(Plans.plan(settings(said), nfe), model, reward, new SettableClock(), 0));
  }

  private static SearchSettings settings(Map<String, Object> said) {
    return Plans.settings("svdd", said);
  }
}
