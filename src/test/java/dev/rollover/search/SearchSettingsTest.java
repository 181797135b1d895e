package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.settings.InvalidSettingsException;
import dev.rollover.settings.SettingFault;
import dev.rollover.settings.SettingShape;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSettingsTest {

  @Test
  void what_is_left_out_is_filled_in_by_algorithm() {
    assertThat(SearchOptions.NONE.resolve().algorithm()).isEqualTo(Algorithm.EVOLUTION);
    SearchSettings reference = resolve(Map.of("algorithm", "rbf", "variant", "reference"));
    assertThat(reference.sampling().initialParticles()).isEqualTo(25);
    assertThat(resolve(Map.of("algorithm", "bon")).sampling().sampler()).isEqualTo(Sampler.ODE);
  }

  @Test
  void the_grid_follows_the_path_that_was_said() {
    assertThat(resolve(Map.of("interpolant", "vp")).sampling().grid())
        .isEqualTo(Grid.QUARTER_CIRCLE);
    assertThat(resolve(Map.of("interpolant", "cosine")).sampling().grid()).isEqualTo(Grid.UNIFORM);
    assertThat(resolve(Map.of("interpolant", "cosine", "grid", "quarter_circle")).sampling().grid())
        .isEqualTo(Grid.QUARTER_CIRCLE);
  }

  @Test
  void every_fault_is_named_with_its_range() {
    Map<String, Object> wrong =
        Map.of(
            "algorithm",
            "rbf",
            "sampler",
            "ode",
            "steps",
            1,
            "chains",
            0,
            "initialParticles",
            1001,
            "particles",
            -1,
            "diffusion",
            Map.of("coefficient", "sine", "norm", -0.5),
            "finishSteps",
            0);
    assertThat(faults(wrong))
        .contains(new SettingFault("search.steps", "must be from 2 to 1000, not 1"))
        .extracting(SettingFault::field)
        .containsExactlyInAnyOrder(
            "search.sampler",
            "search.steps",
            "search.chains",
            "search.initialParticles",
            "search.particles",
            "search.diffusion.norm",
            "search.finishSteps");
  }

  @Test
  void a_value_of_another_kind_is_named_beside_the_other_faults() {
    Map<String, Object> wrong = new HashMap<>();
    wrong.put("algorithm", "rbf");
    wrong.put("steps", "ten");
    wrong.put("chains", 2.5);
    wrong.put("grid", true);
    wrong.put("diffusion", 3);
    wrong.put("thresholds", List.of("a"));
    wrong.put("patience", 10_000_000_000L);
    wrong.put("finishSteps", 0);
    assertThat(faults(wrong))
        .containsExactlyInAnyOrder(
            new SettingFault("search.steps", "must be a whole number, not a string"),
            new SettingFault("search.chains", "must be a whole number, not a number"),
            new SettingFault("search.grid", "must be a string, not true"),
            new SettingFault("search.diffusion", "must be an object, not a whole number"),
            new SettingFault("search.thresholds", "must hold numbers alone, not a string"),
            new SettingFault("search.patience", "must be from 1 to 100000, not 10000000000"),
            new SettingFault("search.finishSteps", "must be from 1 to 1000, not 0"));
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void whatever_json_says_is_taken_or_refused(Algorithm algorithm) {
    List<Object> texts =
        List.of(
            true, "x", "", 0, -1.5, Long.MAX_VALUE, BigInteger.TEN.pow(30), List.of(), Map.of());
    List<@Nullable Object> anything = new ArrayList<>(texts);
    anything.add(null);
    texts.forEach(each -> anything.add(List.of(each)));
    anything.add(Collections.singletonList(null));
    anything.add(Collections.singletonMap("norm", null));
    for (SettingShape setting : algorithm.settings()) {
      for (@Nullable Object value : anything) {
        Map<String, Object> said = new HashMap<>(Map.of("algorithm", algorithm.label()));
        int dot = setting.name().indexOf('.');
        if (dot < 0) {
          said.put(setting.name(), value);
        } else {
          String field = setting.name().substring(dot + 1);
          said.put(setting.name().substring(0, dot), Collections.singletonMap(field, value));
        }
        said.values().removeIf(Objects::isNull);
        try {
          assertThat(resolve(said).algorithm()).isEqualTo(algorithm);
        } catch (InvalidSettingsException refused) {
          assertThat(refused.faults()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void a_field_that_no_search_has_is_named_with_those_that_this_one_has() {
    assertThat(faults(Map.of("algorithm", "bon", "stepz", 3, "diffusion", Map.of("norn", 1))))
        .contains(
            new SettingFault(
                "search.diffusion.norn", "is not a known field; known here: coefficient, norm"))
        .anySatisfy(
            fault -> {
              assertThat(fault.field()).isEqualTo("search.stepz");
              assertThat(fault.message()).contains("algorithm, ").contains("steps");
            });
    assertThat(faults(Map.of("steps", Map.of("of", 3))))
        .containsExactly(new SettingFault("search.steps", "must be a whole number, not an object"));
  }

  @Test
  void no_round_may_draw_more_than_memory_holds() {
    assertThatThrownBy(() -> resolve(Map.of("chains", 500, "initialParticles", 3)))
        .hasMessageContaining("search must draw at most 1000 candidates at once");
    assertThatThrownBy(() -> resolve(Map.of("algorithm", "rbf", "chains", 500, "particles", 3)))
        .hasMessageContaining("search must draw at most 1000 candidates at once");
  }

  @Test
  void a_variant_belongs_to_rollover_budget_forcing_alone() {
    assertThatThrownBy(() -> resolve(Map.of("algorithm", "bon", "variant", "paper")))
        .hasMessageContaining("search.variant belongs to rbf alone");
  }

  @Test
  void thresholds_are_one_or_one_a_step_and_go_with_their_acceptance() {
    assertThatThrownBy(
            () ->
                resolve(
                    Map.of(
                        "algorithm",
                        "rbf",
                        "acceptance",
                        "threshold",
                        "steps",
                        4,
                        "thresholds",
                        List.of(1.0, 2.0))))
        .hasMessageContaining("search.thresholds must have 1 or 3 values, not 2");
    assertThatThrownBy(() -> resolve(Map.of("algorithm", "rbf", "thresholds", List.of(1.0))))
        .hasMessageContaining("search.thresholds belong to the acceptance by threshold alone");
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void what_is_answered_can_be_asked_for_again(Algorithm algorithm) {
    SearchSettings settings = SearchOptions.of(algorithm).resolve();
    assertThat(resolve(settings.values())).isEqualTo(settings);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void every_setting_is_documented_with_a_default_that_is_allowed(Algorithm algorithm) {
    assertThat(algorithm.settings())
        .allSatisfy(
            setting -> {
              assertThat(setting.meaning()).isNotBlank();
              assertThat(setting.allowed()).isNotBlank();
              assertThat(setting.jsonSchema()).containsKeys("type", "default", "description");
            });
    assertThat(algorithm.jsonSchema().get("properties"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKeys("algorithm", "steps", "diffusion");
  }

  @Test
  void a_name_means_values_of_one_kind_whichever_search_has_it() {
    Map<String, SettingShape> known = new HashMap<>();
    for (Algorithm algorithm : Algorithm.values()) {
      for (SettingShape setting : algorithm.settings()) {
        SettingShape other = known.putIfAbsent(setting.name(), setting);
        if (other != null) {
          assertThat(setting.kind()).as(setting.name()).isEqualTo(other.kind());
          assertThat(setting.names()).as(setting.name()).isEqualTo(other.names());
        }
      }
    }
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

  private static SearchSettings resolve(Map<String, Object> said) {
    return new SearchOptions(said).resolve();
  }

  private static List<SettingFault> faults(Map<String, Object> said) {
    return catchThrowableOfType(InvalidSettingsException.class, () -> resolve(said)).faults();
  }
}
