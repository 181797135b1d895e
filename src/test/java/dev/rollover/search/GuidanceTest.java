package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.flow.GenerationProcess;
import dev.rollover.settings.InvalidSettingsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuidanceTest {

  private static final double ROUNDING = 1e-6;

  @Test
  void leans_by_strength_variance_and_gradient_in_the_coordinates_of_the_path() {
    float[] gradient = {3, -4, 0, 0};
    Guidance guidance = new Guidance(10, Guidance.Form.CLIPPED, 100);
    // On the path x̄ = 2x, then x̄ = 5x: the noise's deviation 5·0.3, the gradient half as large.
    float[] drift = guidance.drift(gradient, 0.3, 2, 5);
    double ofPath = 10 * 1.5 * 1.5;
    assertThat(drift[0]).isCloseTo((float) (ofPath * 1.5 / 5), within(1e-5F));
    assertThat(drift[1]).isCloseTo((float) (ofPath * -2 / 5), within(1e-5F));
  }

  @Test
  void counts_of_a_large_gradient_no_more_than_the_clip() {
    Guidance guidance = new Guidance(1, Guidance.Form.CLIPPED, 0.5);
    float[] drift = guidance.drift(new float[] {30, -40, 0, 0}, 1, 1, 1);
    assertThat(Math.sqrt(square(drift) / 4)).isCloseTo(0.5, within(ROUNDING));
    assertThat(drift[1] / drift[0]).isCloseTo(-4F / 3, within(1e-5F));
  }

  @Test
  void leans_by_its_strength_alone_where_it_is_normalised() {
    Guidance guidance = new Guidance(0.2, Guidance.Form.NORMALISED, 4e-4);
    for (float size : new float[] {1e-6F, 1, 1e6F}) {
      float[] drift = guidance.drift(new float[] {3 * size, -4 * size}, 0, 2, 4);
      assertThat(Math.sqrt(square(drift))).isCloseTo(0.2 / 4, within(ROUNDING));
    }
  }

  @ParameterizedTest
  @EnumSource
  void takes_what_is_not_finite_for_nothing(Guidance.Form form) {
    Guidance guidance = new Guidance(1, form, 1);
    float nan = Float.NaN;
    assertThat(guidance.drift(new float[] {nan, 2, Float.POSITIVE_INFINITY}, 1, 1, 1))
        .isEqualTo(guidance.drift(new float[] {0, 2, 0}, 1, 1, 1));
    assertThat(guidance.drift(new float[] {nan, 0}, 1, 1, 1)).containsOnly(0);
  }

  private static double square(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return sum;
  }

  @Test
  void moves_every_draw_of_a_step_by_the_same() {
    SearchPlan plan = Plans.plan(settings(Algorithm.SVDD, Map.of("strength", 5.0)), 100);
    Sampling sampling = Sampling.of(plan, new ToyModel());
    Particle noise = sampling.initial(0, 0);
    Particle from = noise.withVelocity(ToyModel.velocity(noise.latent(), noise.time()));
    float[] gradient = ToyModel.gradient(from.latent(), from.time());
    for (int draw = 0; draw < 3; draw++) {
      float[] plain = sampling.next(from, draw).latent();
      float[] guided = sampling.next(from.withGradient(gradient), draw).latent();
      float[] drift = drift(sampling.process(), gradient);
      for (int i = 0; i < plain.length; i++) {
        assertThat(guided[i] - plain[i]).isCloseTo(drift[i], within(1e-6F));
      }
    }
  }

  private static float[] drift(GenerationProcess process, float[] gradient) {
    double scale = 1 / process.inputScale(process.grid().at(0));
    double nextScale = 1 / process.inputScale(process.grid().at(1));
    return new Guidance(5, Guidance.Form.CLIPPED, 4e-4)
        .drift(gradient, process.modelStep(0).noise(), scale, nextScale);
  }

  @ParameterizedTest
  @EnumSource(names = {"RBF", "SVDD", "SMC"})
  void finds_better_images_with_the_same_draws(Algorithm algorithm) {
    double without = meanReward(algorithm, Map.of());
    assertThat(meanReward(algorithm, Map.of("strength", 50.0, "clip", 10.0)))
        .isGreaterThan(without + 0.5);
    assertThat(meanReward(algorithm, Map.of("strength", 0.2, "form", "normalised")))
        .isGreaterThan(without + 0.5);
  }

  private static double meanReward(Algorithm algorithm, Map<String, Object> guidance) {
    SearchSettings settings = settings(algorithm, guidance);
    int nfe = settings.smallestNfe(1);
    return IntStream.range(0, 100)
        .mapToDouble(
            seed -> {
              SearchPlan plan = new SearchPlan(settings, BudgetLimits.ofNfe(nfe), seed, 1);
              SearchRun run =
                  SearchRun.start(plan, new ToyModel(), new ToyReward(), new SettableClock(), 0);
              return Plans.runToTheEnd(run).answers().getFirst().score().value();
            })
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"RBF", "SVDD"})
  void asks_for_one_gradient_of_each_state_that_a_chain_leads_on_from(Algorithm algorithm) {
    SearchSettings settings = settings(algorithm, Map.of("strength", 1.0));
    ToyModel model = new ToyModel();
    SearchPlan plan = Plans.plan(settings, settings.smallestNfe(1) + 40);
    SearchState end =
        Plans.runToTheEnd(
            SearchRun.start(plan, model, new ToyReward(), new SettableClock(), 0));
    List<Integer> batches = new ArrayList<>(model.gradientBatches);
    int chains = settings.sampling().chains();
    assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(chains * 3);
    assertThat(end.budget().ledger().nfe(Phase.GUIDANCE)).isEqualTo(2 * chains * 3);
  }

  @Test
  void belongs_to_the_searches_that_it_is_known_of() {
    Map<String, Object> said =
        Map.of("algorithm", "bon", "guidance", Map.of("strength", 1.0, "form", "clipped"));
    assertThatThrownBy(() -> new SearchOptions(said).resolve())
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("search.guidance.strength belongs to rbf, smc, svdd alone");
  }

  private static SearchSettings settings(Algorithm algorithm, Map<String, Object> guidance) {
    Map<String, Object> said = new HashMap<>();
    said.put("algorithm", algorithm.label());
    said.put("steps", 4);
    said.put("chains", 2);
    said.put("guidance", guidance);
    return new SearchOptions(said).resolve();
  }
}
