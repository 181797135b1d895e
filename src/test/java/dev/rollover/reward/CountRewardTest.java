package dev.rollover.reward;

import static dev.rollover.reward.DrawnCaption.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException.Fault;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountRewardTest {

  private static final RewardKinds KINDS = RewardKinds.selfContained();

  @Test
  void is_zero_and_exact_where_the_image_shows_the_prompt() {
    for (String prompt :
        List.of(
            "3 red circles and two BLUE squares",
            "a red circle to the left of a blue square",
            "more red circles than blue squares",
            "two green stars and no blue squares")) {
      Score score = score(prompt, Map.of(), image(prompt));
      assertThat(score.value()).as(prompt).isEqualTo(0);
      assertThat(score.terms()).containsEntry("count.rss", 0.0).containsEntry("count.exact", 1.0);
    }
  }

  @Test
  void loses_the_square_of_each_number_that_is_wrong() {
    RgbImage image = image("three red circles and one green star");
    Score score = score("one red circle and one blue square", Map.of(), image);
    assertThat(score.value()).isEqualTo(-(2 * 2 + 1 + 1));
    assertThat(score.terms()).containsEntry("count.rss", 6.0).containsEntry("count.exact", 0.0);
  }

  @Test
  void counts_what_explicit_targets_say_whatever_the_prompt_is() {
    Map<String, Object> params = Map.of("targets", Map.of("red circles", 3, "Green Star", 0));
    Score score = score("a holiday", params, image("three red circles and one green star"));
    assertThat(score.value()).isEqualTo(-1);
  }

  @Test
  void sums_rewards_by_weight() {
    RgbImage image = image("three red circles");
    List<RewardTerm> terms =
        List.of(
            new RewardTerm("count", 2, Map.of()),
            new RewardTerm("count", -0.5, Map.of("targets", Map.of("red circle", 1))));
    Score score = KINDS.create("two red circles", terms).score(List.of(image)).getFirst();
    assertThat(score.value()).isEqualTo(2 * -1 - 0.5 * -4);
    assertThat(score.terms()).containsEntry("count[0]", -1.0).containsEntry("count[1]", -4.0);
  }

  @Test
  void a_prompt_with_nothing_to_count_is_refused_with_what_can_be_said() {
    assertThat(faults("a holiday", Map.of()))
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.field()).isEqualTo("reward[0].params.targets");
              assertThat(fault.message()).contains("«three red circles and two blue squares»");
            });
  }

  @Test
  void every_wrong_target_is_named_with_what_is_allowed() {
    Map<String, Object> targets = Map.of("red cube", 1, "blue square", 9, "green star", "two");
    assertThat(faults("", Map.of("targets", targets)))
        .extracting(Fault::field)
        .containsExactlyInAnyOrder(
            "reward[0].params.targets.red cube",
            "reward[0].params.targets.blue square",
            "reward[0].params.targets.green star");
    assertThat(faults("", Map.of("target", targets)))
        .containsExactly(new Fault("reward[0].params.target", "is unknown; allowed: targets"));
  }

  @Test
  void unknown_rewards_and_weights_of_zero_are_refused_together() {
    List<RewardTerm> terms =
        List.of(new RewardTerm("beauty", 1, Map.of()), new RewardTerm("count", 0, Map.of()));
    assertThatThrownBy(() -> KINDS.create("two red circles", terms))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage(
            "reward[0].name must be one of: count, brightness, colour, jpeg;"
                + " reward[1].weight must be from -1000000.0 to 1000000.0 and not 0");
  }

  @Test
  void weights_that_would_drown_the_rewards_are_refused() {
    List<RewardTerm> terms = List.of(new RewardTerm("count", 1e308, Map.of()));
    assertThatThrownBy(() -> KINDS.create("two red circles", terms))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("reward[0].weight must be from -1000000.0 to 1000000.0 and not 0");
  }

  private static Score score(String prompt, Map<String, Object> params, RgbImage image) {
    List<RewardTerm> terms = List.of(new RewardTerm("count", 1, params));
    return KINDS.create(prompt, terms).score(List.of(image)).getFirst();
  }

  private static List<Fault> faults(String prompt, Map<String, Object> params) {
    List<RewardTerm> terms = List.of(new RewardTerm("count", 1, params));
    return catchThrowableOfType(InvalidRewardException.class, () -> KINDS.create(prompt, terms))
        .faults();
  }
}
