package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.shapes.Caption;
import dev.rollover.shapes.PromptSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {

  private final Trials trials = new Trials(3, 2, 7, 0.0);

  @Test
  void all_methods_and_budgets_meet_the_same_prompts_with_the_same_seeds() {
    List<Trial> bon = trials.of(new Cell(Samples.BON, PromptSet.HARD, 100));
    List<Trial> rbf = trials.of(new Cell(Samples.RBF, PromptSet.HARD, 500));

    assertThat(rbf).extracting(Trial::prompt).isEqualTo(bon.stream().map(Trial::prompt).toList());
    assertThat(rbf).extracting(Trial::seed).isEqualTo(bon.stream().map(Trial::seed).toList());
  }

  @Test
  void each_prompt_comes_as_often_as_there_are_seeds_and_no_seed_twice() {
    List<Trial> drawn = trials.of(new Cell(Samples.BON, PromptSet.HARD, 100));
    List<String> prompts = PromptSet.HARD.prompts(7, 3).stream().map(Caption::text).toList();

    assertThat(drawn).hasSize(6).extracting(Trial::seed).doesNotHaveDuplicates();
    assertThat(drawn.get(0).prompt()).isEqualTo(prompts.get(0)).isEqualTo(drawn.get(1).prompt());
    assertThat(drawn.get(5).prompt()).isEqualTo(prompts.get(2));
  }

  @Test
  void another_prompt_seed_has_other_seeds_as_well() {
    List<Trial> others = new Trials(3, 2, 8, 0.0).of(new Cell(Samples.BON, PromptSet.HARD, 100));

    assertThat(others)
        .extracting(Trial::seed)
        .doesNotContainAnyElementsOf(
            trials.of(new Cell(Samples.BON, PromptSet.HARD, 100)).stream()
                .map(Trial::seed)
                .toList());
  }
}
