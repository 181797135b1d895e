package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every search answers with, decodes by, and steps with, where a request says so. */
class AnswersAndKernelsTest {

  private static final int NFE = 120;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void a_posterior_mean_that_is_the_answer_is_the_best_of_all_that_were_looked_at(
      Algorithm algorithm) {
    WatchedToy world = new WatchedToy(true, false);
    SearchState end = run(algorithm, world, Map.of("answer", "posterior_mean", "finishSteps", 1));
    assertThat(end.trace()).allMatch(TracePoint::finished);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(world.highest());
    assertThat(end.answers().getFirst().finished()).isTrue();
    assertThat(world.previewed()).as("an answer is not to be a preview").isZero();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void looks_ahead_are_previews_and_the_answer_is_decoded_in_full_even_in_one_step(
      Algorithm algorithm) {
    WatchedToy world = new WatchedToy(true, false);
    SearchState end =
        run(algorithm, world, Map.of("preview", "auto", "finishSteps", 1, "initialParticles", 2));
    long looks = end.trace().stream().filter(point -> !point.finished()).count();
    assertThat(world.previewed()).isPositive().isEqualTo((int) looks);
    assertThat(world.decodes() - world.previewed()).isPositive();
    Answer answer = end.answers().getFirst();
    assertThat(world.hasDecoded(answer.image())).isTrue();
    assertThat(answer.score().value()).isEqualTo(ToyReward.value(answer.image()));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void no_preview_is_made_where_it_is_off(Algorithm algorithm) {
    WatchedToy world = new WatchedToy(true, false);
    run(algorithm, world, Map.of("preview", "off", "initialParticles", 2));
    assertThat(world.previewed()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void steps_that_preserve_their_coefficients_are_other_steps_with_the_same_ledger(
      Algorithm algorithm) {
    Map<String, Object> stochastic = Map.of("sampler", "sde", "interpolant", "linear");
    SearchState usual = run(algorithm, new WatchedToy(false, false), stochastic);
    Map<String, Object> said = new HashMap<>(stochastic);
    said.put("kernel", "cps");
    said.put("eta", 0.5);
    SearchState preserving = run(algorithm, new WatchedToy(false, false), said);
    assertThat(rewards(preserving)).isNotEqualTo(rewards(usual));
    said.put("eta", 1);
    assertThat(rewards(run(algorithm, new WatchedToy(false, false), said)))
        .isNotEqualTo(rewards(preserving));
    assertThat(preserving.answers().getFirst().finished()).isTrue();
  }

  @Test
  void without_noise_steps_that_preserve_their_coefficients_are_eulers() {
    Map<String, Object> straight =
        Map.of("sampler", "ode", "interpolant", "linear", "steps", 5, "chains", 3);
    Map<String, Object> preserving = new HashMap<>(straight);
    preserving.putAll(Map.of("sampler", "sde", "kernel", "cps", "eta", 0));
    List<Double> expected = rewards(run(Algorithm.BON, new WatchedToy(false, false), straight));
    List<Double> rewards = rewards(run(Algorithm.BON, new WatchedToy(false, false), preserving));
    assertThat(rewards).hasSameSizeAs(expected);
    for (int i = 0; i < rewards.size(); i++) {
      assertThat(rewards.get(i)).isCloseTo(expected.get(i), within(1e-4));
    }
  }

  private static List<Double> rewards(SearchState end) {
    return end.trace().stream().map(TracePoint::reward).toList();
  }

  private static SearchState run(Algorithm algorithm, WatchedToy world, Map<String, Object> said) {
    Map<String, Object> all = new HashMap<>(Map.of("steps", 5, "chains", 3));
    all.putAll(said);
    all.put(SearchOptions.ALGORITHM, algorithm.label());
    SearchPlan plan = Plans.plan(new SearchOptions(all).resolve(), NFE);
    return Plans.runToTheEnd(SearchRun.start(plan, world, world.reward(), new SettableClock(), 0));
  }
}
