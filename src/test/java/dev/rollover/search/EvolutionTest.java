package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvolutionTest {

  private static final Map<String, Object> SMALL =
      Map.of(
          "steps",
          2,
          "chains",
          4,
          "initialParticles",
          1,
          "parents",
          2,
          "children",
          4,
          "finalists",
          1);

  private final Asked model = new Asked();

  @Test
  void generations_follow_the_first_as_long_as_the_budget_pays() {
    SearchState end = run(with(Map.of("chains", 8, "initialParticles", 2)), 46, new ToyReward());
    assertThat(model.toy.velocityBatches).containsExactly(16, 8, 8, 4, 6, 3);
    assertThat(end.budget().unspent()).isEqualTo(1);
    assertThat(end.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void children_are_made_of_the_best_noises_so_far_in_turn() {
    run(
        SMALL,
        24,
        new ScriptedReward(.1, .7, .4, .2, .1, .2, .9, .3, /* the last generation */ 0, 0, 0, 0));
    List<float[]> first = model.asked.get(0);
    List<float[]> second = model.asked.get(2);
    List<float[]> third = model.asked.get(4);
    for (int child = 0; child < 4; child++) {
      assertShares(second.get(child), first.get(child % 2 == 0 ? 1 : 2));
      assertShares(third.get(child), child % 2 == 0 ? second.get(2) : first.get(1));
    }
  }

  /** The toy's tokens stand in a column of three, two numbers each. */
  private static void assertShares(float[] child, float[] parent) {
    List<Integer> own =
        IntStream.range(0, child.length).filter(i -> child[i] != parent[i]).boxed().toList();
    assertThat(own).hasSizeBetween(2, child.length);
    assertThat(own.getFirst() % 2).isZero();
    assertThat(own)
        .isEqualTo(IntStream.rangeClosed(own.getFirst(), own.getLast()).boxed().toList());
  }

  @Test
  void a_draft_starts_at_the_best_of_some_noises() {
    run(
        with(Map.of("initialParticles", 2)),
        12,
        new ScriptedReward(.1, .2, .4, .3, .5, .6, .8, .7, /* the drafts */ 0, 0, 0, 0));
    List<float[]> noises = model.asked.get(0);
    List<float[]> halfway = model.asked.get(1);
    int[] better = {1, 2, 5, 6};
    for (int draft = 0; draft < 4; draft++) {
      float[] noise = noises.get(better[draft]);
      float[] velocity = ToyModel.velocity(noise, 1);
      for (int i = 0; i < noise.length; i++) {
        assertThat(halfway.get(draft)[i]).isEqualTo(noise[i] - velocity[i] / 2);
      }
    }
  }

  @Test
  void the_best_of_a_generation_are_finished_if_they_are_among_the_best_of_all() {
    SearchState end =
        run(
            with(Map.of("finalists", 2, "finishSteps", 3)),
            32,
            new ScriptedReward(
                .1, .7, .4, .2, /* both in full */ .7, .4, /* one is better */ .1, .2, .9, .3,
                .9, /* none is */ .1, .2, .6, /* nor one more */ .3));
    assertThat(model.toy.velocityBatches).containsExactly(4, 4, 2, 2, 4, 4, 1, 1, 3, 3, 1, 1);
    assertThat(end.trace().stream().filter(TracePoint::finished))
        .extracting(TracePoint::chain)
        .containsExactly(1, 2, 6);
  }

  @Test
  void all_at_the_target_by_their_look_ahead_are_finished_until_one_is_there() {
    Map<String, Object> said = with(Map.of("chains", 2, "finalists", 2, "initialParticles", 1));
    SearchPlan plan = Plans.plan(Plans.settings("evolution", said), 12, 1);
    SearchState end =
        run(
            plan,
            new WatchedToy(true, false),
            new ScriptedReward(
                1, 1, /* in full */ .5, .4, /* children */ 1, 0, 0, 1, /* in full */ .3, .2));
    assertThat(end.trace().stream().filter(TracePoint::finished))
        .extracting(TracePoint::reward)
        .containsExactly(.5, .4, .3, .2);
  }

  @Test
  void a_look_from_noise_that_reaches_the_target_is_the_answer_if_the_full_image_agrees() {
    SearchState agreed = runWithPreviews(new ScriptedReward(.1, .2, 1, .3, /* in full */ 1));
    assertThat(agreed.budget().ledger().nfe()).isEqualTo(4);
    assertThat(agreed.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(agreed.answers().getFirst().step()).isZero();
  }

  @Test
  void one_that_the_full_image_belies_goes_on_as_a_draft() {
    SearchState belied =
        runWithPreviews(
            new ScriptedReward(
                .1, .2, 1, .3, /* in full */ .5, /* drafts */ .4, .6, /* full */ .7));
    assertThat(belied.budget().ledger().nfe()).isEqualTo(6);
    assertThat(belied.answers().getFirst().score().value()).isEqualTo(.7);
    assertThat(belied.trace())
        .extracting(TracePoint::finished)
        .containsExactly(false, false, false, false, true, false, false, true);
  }

  private static SearchState runWithPreviews(Reward reward) {
    Map<String, Object> said = with(Map.of("chains", 2, "initialParticles", 2));
    SearchPlan plan = Plans.plan(Plans.settings("evolution", said), 6, 1);
    return run(plan, new WatchedToy(true, false), reward);
  }

  /** The toy's numbers go to −1 or 1 by their own noise alone: what is right can be kept. */
  @Test
  void keeps_what_is_right_where_independent_samples_need_luck() {
    int evolution = 0;
    int bestOfN = 0;
    for (long seed = 0; seed < 60; seed++) {
      evolution += right(Plans.settings("evolution", with(Map.of("steps", 4))), seed);
      bestOfN += right(Plans.bestOfN(4, 8, 1, 1), seed);
    }
    assertThat(evolution).isGreaterThan(bestOfN + 15);
  }

  private static int right(SearchSettings settings, long seed) {
    SearchPlan plan = new SearchPlan(settings, BudgetLimits.ofNfe(96), seed, 1);
    double reward = run(plan, new ToyModel(), new ToyReward()).answers().getFirst().score().value();
    return reward > -1 ? 1 : 0;
  }

  private static Map<String, Object> with(Map<String, Object> said) {
    Map<String, Object> all = new HashMap<>(SMALL);
    all.putAll(said);
    return all;
  }

  private SearchState run(Map<String, Object> said, int nfe, Reward reward) {
    return run(Plans.plan(Plans.settings("evolution", said), nfe), model, reward);
  }

  private static SearchState run(SearchPlan plan, FlowModel model, Reward reward) {
    return Plans.runToTheEnd(SearchRun.start(plan, model, reward, new SettableClock(), 0));
  }

  /** The toy, which remembers the latents that it was asked for. */
  private static final class Asked implements FlowModel {

    final ToyModel toy = new ToyModel();
    final List<List<float[]>> asked = new ArrayList<>();

    @Override
    public LatentShape latentShape() {
      return toy.latentShape();
    }

    @Override
    public double timeShift(int steps) {
      return toy.timeShift(steps);
    }

    @Override
    public List<float[]> velocity(List<float[]> latents, double[] times) {
      asked.add(latents);
      return toy.velocity(latents, times);
    }

    @Override
    public List<RgbImage> decode(List<float[]> latents) {
      return toy.decode(latents);
    }

    @Override
    public void close() {
      toy.close();
    }
  }
}
