package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.Score;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class ChecklistTest {

  private static final List<String> THREE = List.of("a cat", "a red hat", "snow");

  private final Checklist shown = new Checklist(THREE, "yes");
  private final Checklist absent = new Checklist(THREE, "no");

  @Test
  void asks_about_each_description_in_a_line_of_its_own() {
    assertThat(shown.question())
        .contains("\n1. a cat\n2. a red hat\n3. snow\n")
        .contains("\"Score: #/3\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1: yes\n2: no\n3: yes\nScore: 2/3",
        "1. Yes\n\n2. No.\n3) YES\n  score: 2/3 \n",
      })
  void is_the_fraction_that_is_satisfied_with_each_as_a_term(String answer) {
    assertThat(shown.read(answer))
        .contains(new Score(2.0 / 3, Map.of("1", 1.0, "2", 0.0, "3", 1.0)));
  }

  @Test
  void is_the_fraction_that_is_absent_where_that_is_wanted() {
    assertThat(absent.read("1: yes\n2: no\n3: yes\nScore: 2/3"))
        .contains(new Score(1.0 / 3, Map.of("1", 0.0, "2", 1.0, "3", 0.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yes",
        "1: yes\n2: no\n3: yes",
        "1: yes\n2: no\nScore: 1/3",
        "1: yes\n2: no\n3: yes\nScore: 3/3",
        "1: yes\n2: no\n3: yes\nScore: 2/4",
        "1: yes\n3: no\n2: yes\nScore: 2/3",
        "1: yes\n2: no\n2: yes\nScore: 2/3",
        "1: yes\n2: maybe\n3: yes\nScore: 2/3",
        "1: yes, it is\n2: no\n3: yes\nScore: 2/3",
        "Sure!\n1: yes\n2: no\n3: yes\nScore: 2/3",
        "<think>\n1: yes\n2: no\n3: yes\nScore: 2/3",
        "1: yes\n2: no\n3: yes\nScore: 2/3\nThat is all.",
      })
  void reads_nothing_into_an_answer_that_does_not_keep_to_the_form(String answer) {
    assertThat(shown.read(answer)).isEmpty();
  }
}
