package dev.rollover.reward.owl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class CountedPromptTest {

  @Test
  void reads_numbers_before_things_in_their_order() {
    assertThat(read("two apples and three dogs")).isEqualTo(Map.of("apple", 2, "dog", 3));
    assertThat(read("Twelve Eggs, a small basket, and 3 red-haired cats."))
        .containsExactly(
            Map.entry("egg", 12), Map.entry("small basket", 1), Map.entry("red-haired cat", 3));
    assertThat(read("a photo of  seven street lights")).isEqualTo(Map.of("street light", 7));
    assertThat(read("picture of 100 ants and no spiders"))
        .isEqualTo(Map.of("ant", 100, "spider", 0));
    assertThat(read("one dog and no cat")).isEqualTo(Map.of("dog", 1, "cat", 0));
    assertThat(read("two cats and one cat")).isEqualTo(Map.of("cat", 3));
  }

  @ParameterizedTest
  @CsvSource({
    "cherries, cherry",
    "keys, key",
    "benches, bench",
    "brushes, brush",
    "boxes, box",
    "dresses, dress",
    "houses, house",
    "vases, vase",
    "potatoes, potato",
    "radios, radio",
    "shoes, shoe",
    "buses, bus",
    "gloves, glove",
    "knives, knife",
    "people, person",
    "sheep, sheep",
    "oranges, orange",
    "pies, pie"
  })
  void knows_what_one_of_several_is_called(String plural, String singular) {
    assertThat(read("two " + plural)).isEqualTo(Map.of(singular, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a holiday",
        "a photo of a dog",
        "a photo of a dog and a cat",
        "dogs",
        "two",
        "two dogs on a table",
        "three dogs running",
        "two dogs and their owner",
        "more apples than pears",
        "101 dalmatians",
        "several dogs",
        "two dogs or three cats",
        "two dogs, and",
        "two small brown fluffy friendly dogs",
        "two dog",
        "two grass",
        "twenty one dogs"
      })
  void does_not_read_what_says_more_or_less(String prompt) {
    assertThat(CountedPrompt.read(prompt)).isEmpty();
  }

  private static Map<String, Integer> read(String prompt) {
    return CountedPrompt.read(prompt).orElseThrow();
  }
}
