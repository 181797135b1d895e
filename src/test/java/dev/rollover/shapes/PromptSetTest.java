package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptSetTest {

  @ParameterizedTest
  @EnumSource
  void five_hundred_prompts_are_all_different_and_none_is_ever_trained_on(PromptSet set) {
    Set<Caption> prompts = new HashSet<>(set.prompts(1, 500));
    assertThat(prompts).hasSize(500);
    TrainingCaptions training = new TrainingCaptions(new Random(1));
    for (int draw = 0; draw < 10_000; draw++) {
      assertThat(prompts).doesNotContain(training.next());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_same_seed_gives_the_same_prompts_and_fewer_are_the_beginning_of_more(PromptSet set) {
    List<Caption> prompts = set.prompts(7, 20);
    assertThat(set.prompts(7, 20)).isEqualTo(prompts);
    assertThat(set.prompts(7, 12)).isEqualTo(prompts.subList(0, 12));
    assertThat(set.prompts(8, 20)).isNotEqualTo(prompts);
  }

  @Test
  void hard_prompts_hold_six_to_eight_objects_and_all_sorts_of_captions_but_comparisons() {
    List<Caption> prompts = PromptSet.HARD.prompts(1, 200);
    SceneSampler scenes = new SceneSampler(new Random(1));
    assertThat(prompts)
        .allSatisfy(prompt -> assertThat(scenes.draw(prompt).objects()).hasSizeBetween(6, 8));
    assertThat(prompts).hasAtLeastOneElementOfType(CountingCaption.class);
    assertThat(prompts).hasAtLeastOneElementOfType(SpatialCaption.class);
    assertThat(prompts).hasAtLeastOneElementOfType(NegationCaption.class);
  }

  @Test
  void a_set_refuses_more_prompts_than_there_are() {
    assertThatThrownBy(() -> PromptSet.PLAIN.prompts(1, 501))
        .hasMessageContaining("0 to 500 prompts");
  }
}
