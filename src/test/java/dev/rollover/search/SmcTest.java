package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.Score;
import dev.rollover.settings.SettingShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmcTest {

  private static final int POPULATION = 4;
  private static final int STEPS = 4;
  private static final RgbImage IMAGE = new RgbImage(1, 1, new byte[3]);

  @ParameterizedTest
  @EnumSource(Resampling.class)
  void children_of_a_noise_are_as_many_on_average_as_its_reward_weighs(Resampling scheme) {
    double[] rewards = {0, .5, 1, -1};
    double[] mean = new double[POPULATION];
    int repetitions = 4000;
    for (int seed = 0; seed < repetitions; seed++) {
      for (Survivor survivor : settled(seed, rewards, Map.of("resampling", name(scheme)))) {
        mean[(int) survivor.particle().latent()[0]] += 1.0 / repetitions;
      }
    }
    double sum = Arrays.stream(rewards).map(Math::exp).sum();
    for (int i = 0; i < POPULATION; i++) {
      // Five standard deviations of a mean of 4000 counts of at most 4.
      assertThat(mean[i]).isCloseTo(POPULATION * Math.exp(rewards[i]) / sum, within(.08));
    }
  }

  @Test
  void tempered_without_limit_the_best_have_all_children() {
    assertThat(settled(1, new double[] {0, .1, .2, .1}, Map.of("tempering", "infinite")))
        .hasSize(POPULATION)
        .allSatisfy(survivor -> assertThat(survivor.particle().latent()[0]).isEqualTo(2));
  }

  @Test
  void children_of_one_particle_draw_noise_of_their_own() {
    List<Survivor> children =
        settled(1, new double[] {0, 0, 9, 0}, Map.of("tempering", "infinite"));
    assertThat(children)
        .extracting(survivor -> survivor.particle().chain())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void a_population_that_is_worth_as_much_as_it_counts_goes_on_with_its_weights() {
    double[] rewards = {0, .2, -.2, 0};
    List<Survivor> kept = settled(1, rewards, Map.of("essThreshold", 0.5));
    assertThat(kept)
        .extracting(survivor -> survivor.particle().latent()[0])
        .containsExactly(0f, 1f, 2f, 3f);
    assertThat(kept).extracting(Survivor::logWeight).containsExactly(0.0, 0.2, -0.2, 0.0);
  }

  @Test
  void weights_are_even_again_once_resampled() {
    assertThat(settled(1, new double[] {0, 2, 0, 0}, Map.of()))
        .extracting(Survivor::logWeight)
        .containsOnly(0.0);
  }

  @Test
  void the_best_of_the_last_step_are_finished_whatever_they_weigh() {
    ToyModel model = new ToyModel();
    SearchPlan plan =
        Plans.plan(
            Plans.settings(
                "smc", Map.of("steps", 2, "chains", 3, "finalists", 2, "finishSteps", 2)),
            8);
    SearchState end =
        Plans.runToTheEnd(
            SearchRun.start(
                plan,
                model,
                new ScriptedReward(.1, .2, .3, /* 1 */ .9, .1, .8, /* finished */ .4, .6),
                new SettableClock(),
                0));
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.6);
    assertThat(end.budget().ledger().nfe(Phase.FINISH)).isEqualTo(2);
    assertThat(model.velocityBatches).containsExactly(3, 3, 2);
  }

  @Test
  void a_shrinking_population_is_resampled_to_each_steps_width() {
    ToyModel model = new ToyModel();
    SearchPlan plan =
        Plans.plan(
            Plans.settings(
                "smc",
                Map.of("steps", 4, "schedule", "decreasing", "finishSteps", 1, "essThreshold", 0)),
            40);
    Plans.runToTheEnd(SearchRun.start(plan, model, new ToyReward(), new SettableClock(), 0));
    assertThat(model.velocityBatches).containsExactly(19, 13, 7, 1);
  }

  /** Who goes on from noises of some rewards, whose latents are their numbers. */
  private static List<Survivor> settled(long seed, double[] rewards, Map<String, Object> said) {
    Map<String, Object> all = new HashMap<>(said);
    all.put("beta", 1.0);
    all.put("steps", STEPS);
    all.put("chains", POPULATION);
    all.put("finishSteps", 1);
    SearchPlan plan =
        new SearchPlan(Plans.settings("smc", all), BudgetLimits.ofNfe(POPULATION * STEPS), seed, 1);
    Smc rule =
        new Smc(plan, (SmcSettings) plan.settings().own(), Sampling.of(plan, new ToyModel()));
    Budget budget = Budget.of(plan.limits(), 0, 1);
    Wave wave = rule.start(budget);
    List<Candidate> candidates = new ArrayList<>();
    IntStream.range(0, rewards.length).forEach(i -> candidates.add(candidate(i, rewards[i])));
    return rule.settle(wave, candidates, budget).state().standing();
  }

  private static Candidate candidate(int number, double reward) {
    Particle particle = new Particle(number, 0, 0, 1, new float[] {number}, new float[1], null);
    return new Candidate(particle, IMAGE, new Score(reward, Map.of()), false);
  }

  private static String name(Resampling scheme) {
    return SettingShape.nameOf(scheme);
  }
}
