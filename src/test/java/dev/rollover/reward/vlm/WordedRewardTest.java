package dev.rollover.reward.vlm;

import static dev.rollover.reward.vlm.ChatStub.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@NullMarked
class WordedRewardTest {

  private final ChatStub chat = new ChatStub();
  private final RewardKind grade = chat.kind(ChecklistRewardKind::grading);
  private final RewardKind erase = chat.kind(ChecklistRewardKind::erasing);
  private final RewardKind count = chat.kind(TallyRewardKind::new);

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void are_called_after_their_endpoint() {
    assertThat(List.of(grade.name(), erase.name(), count.name()))
        .containsExactly("vlm_grade", "vlm_erase", "vlm_count");
  }

  @Test
  void asks_for_words_without_probabilities_and_enough_tokens_for_them() {
    chat.answers(Answers.inWords("1: yes\n2: no\nScore: 1/2"));
    Reward reward = reward(grade, Map.of("descriptions", List.of("a cat", "a hat")));

    assertThat(reward.score(List.of(image(1))).getFirst().value()).isEqualTo(0.5);

    JsonNode asked = chat.questions().getFirst();
    assertThat(asked.has("logprobs")).isFalse();
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(32);
    assertThat(asked.at("/messages/0/content/1/text").asString()).contains("1. a cat\n2. a hat");
  }

  @Test
  void grades_the_prompt_alone_where_nothing_is_described() {
    chat.answers(Answers.inWords("1: yes\nScore: 1/1"));
    assertThat(reward(grade, Map.of()).score(List.of(image(1))).getFirst().value()).isEqualTo(1);
    assertThat(chat.questions().getFirst().at("/messages/0/content/1/text").asString())
        .contains("1. one red circle\n");
  }

  @Test
  void erases_and_counts_what_it_is_told() {
    chat.answers(Answers.inWords("1: no\n2: yes\nScore: 1/2"));
    assertThat(
            reward(erase, Map.of("concepts", List.of("a cat", "a hat")))
                .score(List.of(image(1)))
                .getFirst()
                .value())
        .isEqualTo(0.5);
    chat.answers(Answers.inWords("1: 2"));
    assertThat(
            reward(count, Map.of("targets", Map.of("cats", 4)))
                .score(List.of(image(1)))
                .getFirst()
                .value())
        .isEqualTo(-4);
  }

  @Test
  void is_unknown_where_the_answer_does_not_keep_to_the_form() {
    chat.answers(Answers.inWords("I see no cat."));
    Reward reward = reward(erase, Map.of("concepts", List.of("a cat")));
    assertThat(reward.score(List.of(image(1), image(2))))
        .containsExactly(Score.UNKNOWN, Score.UNKNOWN);
    assertThat(ChatStub.use(reward).unknown()).isEqualTo(2);
    assertThat(chat.asked()).isEqualTo(2);
  }

  @Test
  void refuses_lists_that_cannot_be_asked_about() {
    assertThat(fault(erase, Map.of())).isEqualTo("params.concepts");
    assertThat(fault(grade, Map.of("descriptions", List.of()))).isEqualTo("params.descriptions");
    assertThat(fault(grade, Map.of("descriptions", List.of("two\nlines"))))
        .isEqualTo("params.descriptions");
    assertThat(fault(grade, Map.of("descriptions", Collections.nCopies(21, "a cat"))))
        .isEqualTo("params.descriptions");
    assertThat(fault(count, Map.of())).isEqualTo("params.targets");
    assertThat(fault(count, Map.of("targets", Map.of("cats", -1)))).isEqualTo("params.targets");
    assertThat(fault(count, Map.of("targets", Map.of("cats", 1.5)))).isEqualTo("params.targets");
    assertThat(fault(count, Map.of("target", Map.of("cats", 1)))).isEqualTo("params.target");
  }

  private static String fault(RewardKind kind, Map<String, Object> params) {
    return catchThrowableOfType(InvalidRewardException.class, () -> reward(kind, params))
        .faults()
        .stream()
        .map(Fault::field)
        .findFirst()
        .orElseThrow();
  }

  private static Reward reward(RewardKind kind, Map<String, Object> params) {
    return kind.create("one red circle", params, new DeviceAccount(false));
  }
}
