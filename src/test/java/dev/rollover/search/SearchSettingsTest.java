package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.flow.DiffusionCoefficient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchSettingsTest {

  @Test
  void what_is_left_out_is_filled_in_by_algorithm() {
    assertThat(SearchOptions.NONE.resolve().algorithm()).isEqualTo(Algorithm.RBF);
    assertThat(options(Algorithm.RBF, Variant.REFERENCE, null).resolve().initialParticles())
        .isEqualTo(25);
    assertThat(options(Algorithm.BON, null, null).resolve().sampler()).isEqualTo(Sampler.ODE);
  }

  @Test
  void the_grid_follows_the_path_that_was_said() {
    assertThat(options(Algorithm.RBF, null, Path.VP).resolve().grid())
        .isEqualTo(Grid.QUARTER_CIRCLE);
    assertThat(options(Algorithm.RBF, null, Path.COSINE).resolve().grid()).isEqualTo(Grid.UNIFORM);
  }

  @Test
  void every_fault_is_named_with_its_range() {
    SearchOptions wrong =
        new SearchOptions(
            Algorithm.RBF,
            null,
            Sampler.ODE,
            null,
            null,
            1,
            0,
            1001,
            -1,
            DiffusionCoefficient.SINE,
            -0.5,
            0);
    assertThatThrownBy(wrong::resolve)
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            refused ->
                assertThat(refused.faults())
                    .contains(new SettingFault("search.steps", "must be from 2 to 1000, not 1"))
                    .extracting(SettingFault::field)
                    .containsExactly(
                        "search.sampler",
                        "search.steps",
                        "search.chains",
                        "search.initialParticles",
                        "search.particles",
                        "search.diffusion.norm",
                        "search.finishSteps"));
  }

  @Test
  void no_round_may_draw_more_than_memory_holds() {
    SearchOptions greedy =
        new SearchOptions(
            Algorithm.RBF, null, null, null, null, null, 500, 3, null, null, null, null);
    assertThatThrownBy(greedy::resolve)
        .hasMessageContaining("search must draw at most 1000 candidates at once");
  }

  @Test
  void a_variant_belongs_to_rollover_budget_forcing_alone() {
    assertThatThrownBy(() -> options(Algorithm.BON, Variant.PAPER, null).resolve())
        .hasMessageContaining("search.variant belongs to rbf alone");
  }

  @Test
  void a_budget_below_one_answer_is_refused_with_the_smallest_that_will_do() {
    SearchSettings bestOfN = Plans.bestOfN(10, 4, 3, 2);
    assertThat(Plans.plan(bestOfN, 13)).isNotNull();
    assertThatThrownBy(() -> Plans.plan(bestOfN, 12))
        .hasMessageContaining("budget.nfe must be at least 13");
    SearchSettings paper = Plans.rolloverBudgetForcing(Variant.PAPER, 10, 2, 1, 1, 4);
    assertThatThrownBy(() -> Plans.plan(paper, 25))
        .hasMessageContaining("budget.nfe must be at least 26");
    SearchSettings reference = Plans.rolloverBudgetForcing(Variant.REFERENCE, 10, 2, 25, 1);
    assertThatThrownBy(() -> Plans.plan(reference, 69))
        .hasMessageContaining("budget.nfe must be at least 70");
  }

  private static SearchOptions options(
      Algorithm algorithm, @Nullable Variant variant, @Nullable Path path) {
    return new SearchOptions(
        algorithm, variant, null, path, null, null, null, null, null, null, null, null);
  }
}
