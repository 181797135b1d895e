package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.Reward;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoDeTest {

  private final ToyModel model = new ToyModel();

  @Test
  void paths_are_judged_at_the_end_of_each_block_and_the_best_end_begins_the_next() {
    SearchState end =
        run(
            Map.of("steps", 5, "chains", 1, "particles", 2, "block", 2, "finishSteps", 1),
            9,
            new ScriptedReward(.1, .4, .3, .2));
    assertThat(model.velocityBatches).containsExactly(1, 2, 2, 2, 2);
    assertThat(model.decodeBatches).containsExactly(2, 2);
    assertThat(end.trace()).extracting(TracePoint::step).containsExactly(2, 2, 4, 4);
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(false, true, true, false);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.3);
  }

  @Test
  void a_last_block_may_be_shorter() {
    run(
        Map.of("steps", 4, "chains", 1, "particles", 2, "block", 2, "finishSteps", 1),
        7,
        new ToyReward());
    assertThat(model.velocityBatches).containsExactly(1, 2, 2, 2);
    assertThat(model.decodeBatches).containsExactly(2, 2);
  }

  @Test
  void with_blocks_of_one_step_it_is_svdd() {
    Map<String, Object> said = Map.of("steps", 5, "chains", 2, "particles", 3, "finishSteps", 2);
    SearchState svdd = Plans.runToTheEnd(start("svdd", said, 60, new ToyReward()));
    Map<String, Object> blocks =
        Map.of("steps", 5, "chains", 2, "particles", 3, "finishSteps", 2, "block", 1);
    SearchState code = Plans.runToTheEnd(start("code", blocks, 60, new ToyReward()));
    assertThat(code.trace()).isEqualTo(svdd.trace());
  }

  @Test
  void a_block_has_as_many_paths_at_each_of_its_steps_and_spends_no_more_than_there_is() {
    SearchState end =
        run(
            Map.of("steps", 8, "chains", 1, "block", 3, "schedule", "decreasing"),
            90,
            new ToyReward());
    assertThat(end.budget().unspent()).isNotNegative();
    assertThat(model.velocityBatches.get(1)).isEqualTo(model.velocityBatches.get(3));
    assertThat(model.velocityBatches.get(4)).isLessThan(model.velocityBatches.get(3));
  }

  private SearchState run(Map<String, Object> said, int nfe, Reward reward) {
    return Plans.runToTheEnd(start("code", said, nfe, reward));
  }

  private SearchRun start(String algorithm, Map<String, Object> said, int nfe, Reward reward) {
    return SearchRun.start(
        Plans.plan(Plans.settings(algorithm, said), nfe), model, reward, new SettableClock(), 0);
  }
}
