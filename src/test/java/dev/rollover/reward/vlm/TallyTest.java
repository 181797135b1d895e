package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.Score;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class TallyTest {

  private final Tally tally = new Tally(Map.of("red apples", 3, "cats", 0));

  @Test
  void asks_for_each_number_in_the_order_of_what_is_counted() {
    assertThat(tally.question()).contains("\n1. cats\n2. red apples\n");
  }

  @Test
  void loses_the_square_of_each_number_that_is_wrong() {
    assertThat(tally.read("1: 1\n2: 5"))
        .contains(new Score(-5, Map.of("cats", 1.0, "red apples", 5.0, "rss", 5.0, "exact", 0.0)));
  }

  @Test
  void is_zero_and_exact_where_all_numbers_are_right() {
    assertThat(tally.read("1. 0\n2. 3."))
        .contains(new Score(0, Map.of("cats", 0.0, "red apples", 3.0, "rss", 0.0, "exact", 1.0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1: 0",
        "1: 0\n2: three",
        "1: 0\n2: -3",
        "1: 0\n2: 3.5",
        "1: 0\n2: 99999",
        "2: 3\n1: 0",
        "1: 0\n2: 3\nTotal: 3",
        "cats: 0\nred apples: 3",
      })
  void reads_nothing_into_an_answer_that_does_not_keep_to_the_form(String answer) {
    assertThat(tally.read(answer)).isEmpty();
  }
}
