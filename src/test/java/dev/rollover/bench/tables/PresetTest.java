package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.search.Algorithm;
import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetTest {

  @ParameterizedTest
  @ValueSource(strings = {"small", "main", "budgets", "ablation", "variants", "interpolants"})
  void every_preset_has_methods_that_can_be_run_the_control_among_them_on_both_kinds_of_prompts(
      String name) throws IOException {
    Preset preset = Preset.read(name);

    assertThat(preset.prompts()).containsExactly(PromptSet.HARD_COUNTING, PromptSet.HARD);
    assertThat(preset.methods())
        .allSatisfy(
            method ->
                assertThat(method.settings().smallestNfe(1))
                    .isLessThanOrEqualTo(preset.budgets().getLast()))
        .anySatisfy(
            method -> assertThat(method.settings().algorithm()).isEqualTo(Algorithm.RANDOM));
  }

  @Test
  void a_preset_of_ones_own_is_a_file(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.json");
    Files.writeString(
        file,
        """
        {"title": "Mine", "prompts": ["plain"], "count": 5, "budgets": [300, 50],
         "reference": "a", "diversity": false, "methods": [{"name": "a", "search": {}}]}
        """);

    Preset preset = Preset.read(file.toString());

    assertThat(preset.budgets()).containsExactly(50, 300);
    assertThat(preset.prompts()).containsExactly(PromptSet.PLAIN);
  }

  @Test
  void a_method_may_be_guided_away_from_something_and_have_nothing_unknown(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("mine.json");
    String preset =
        """
        {"title": "Mine", "prompts": ["plain"], "count": 5, "budgets": [50], "reference": "a",
         "diversity": false, "methods": [{"name": "a", "search": {}, %s}]}
        """;
    Files.writeString(file, preset.formatted("\"guidance\": 3, \"negativePrompt\": \"blue\""));
    assertThat(Preset.read(file.toString()).methods())
        .containsExactly(new Method("a", Map.of(), 3.0, "blue"));

    Files.writeString(file, preset.formatted("\"guidence\": 3"));
    assertThatThrownBy(() -> Preset.read(file.toString())).hasMessageContaining("guidence");
  }

  @Test
  void there_is_no_preset_of_another_name() {
    assertThatThrownBy(() -> Preset.read("big"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("\"big\"");
  }

  @Test
  void two_rows_of_one_name_and_a_reference_that_is_none_are_refused() {
    assertThatThrownBy(() -> preset("BoN", List.of(Samples.BON, Samples.BON)))
        .hasMessageContaining("one name");
    assertThatThrownBy(() -> preset("SoP", List.of(Samples.BON, Samples.RBF)))
        .hasMessageContaining("\"SoP\"");
    assertThatThrownBy(
            () -> new Preset("T", List.of(), 1, List.of(1), "BoN", false, List.of(Samples.BON)))
        .hasMessageContaining("has prompts");
  }

  private static Preset preset(String reference, List<Method> methods) {
    return new Preset("T", List.of(PromptSet.PLAIN), 1, List.of(1), reference, false, methods);
  }
}
