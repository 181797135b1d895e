package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.Reward;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HalvingTest {

  private final ToyModel model = new ToyModel();

  @Test
  void the_best_half_goes_on_from_step_to_step() {
    SearchState end =
        run(
            Map.of(
                "steps",
                3,
                "share",
                0.5,
                "branches",
                1,
                "rounds",
                1,
                "finalists",
                1,
                "finishSteps",
                1),
            7,
            new ScriptedReward(.1, .4, .3, .2, /* 1 */ .7, .5, /* 2 */ .6));
    assertThat(model.velocityBatches).containsExactly(4, 2, 1);
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, true, false, true, false, true);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.6);
  }

  @Test
  void those_that_go_on_branch() {
    run(
        Map.of(
            "steps",
            3,
            "share",
            0.25,
            "branches",
            2,
            "rounds",
            1,
            "finalists",
            2,
            "finishSteps",
            2),
        16,
        new ToyReward());
    assertThat(model.velocityBatches).containsExactly(8, 4, 2, 2);
  }

  @Test
  void each_round_has_its_share_and_noises_of_its_own() {
    SearchState end =
        run(
            Map.of(
                "steps",
                3,
                "share",
                0.5,
                "branches",
                1,
                "rounds",
                3,
                "finalists",
                1,
                "finishSteps",
                1),
            21,
            new ToyReward());
    assertThat(model.velocityBatches).containsExactly(4, 2, 1, 4, 2, 1, 4, 2, 1);
    assertThat(end.trace()).extracting(TracePoint::chain).contains(0, 3, 4, 7, 8, 11);
    assertThat(end.budget().unspent()).isZero();
  }

  private SearchState run(Map<String, Object> said, int nfe, Reward reward) {
    return Plans.runToTheEnd(
        SearchRun.start(
            Plans.plan(Plans.settings("halving", said), nfe),
            model,
            reward,
            new SettableClock(),
            0));
  }
}
