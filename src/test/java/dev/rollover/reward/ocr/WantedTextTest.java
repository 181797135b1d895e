package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.Score;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class WantedTextTest {

  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3, 0.571428571",
    "STOP, stop, 0, 1",
    "STOP, ST0P, 1, 0.75",
    "STOP, '', 4, 0",
    "STOP, STOP NOW, 3, 0.571428571",
    "ab, cd, 2, 0",
    "Straße, STRASSE, 0, 1",
    "'Fresh coffee', Freshcoffee, 0, 1",
    "ΟΔΟΣ, οδος, 0, 1",
    "don’t, don't, 0, 1",
    "8–6, 8-6, 0, 1",
    "'a, b', 'a，ｂ', 0, 1",
    "😀a, 😀b, 1, 0.5",
  })
  void is_worth_1_less_the_share_of_signs_that_differ(
      String wanted, String read, double distance, double worth) {
    Score score = new WantedText(wanted, false).score(readings(read));
    assertThat(score.value()).isCloseTo(worth, within(1e-8));
    assertThat(score.terms()).containsEntry("distance", distance);
  }

  @Test
  void case_counts_where_it_shall() {
    assertThat(new WantedText("Stop", true).score(readings("STOP")).value()).isEqualTo(0.25);
    assertThat(new WantedText("Stop", true).score(readings("Stop")).value()).isEqualTo(1);
  }

  @Test
  void pieces_are_read_one_after_another_and_their_confidence_is_told() {
    Score score = new WantedText("open daily", false).score(readings("OPEN", "DAILY"));
    assertThat(score.value()).isEqualTo(1);
    assertThat(score.terms()).containsEntry("boxes", 2.0).containsEntry("confidence", 0.75);
  }

  @Test
  void no_text_is_of_no_worth_but_known() {
    Score score = new WantedText("open", false).score(List.of());
    assertThat(score.isKnown()).isTrue();
    assertThat(score.value()).isZero();
    assertThat(score.terms()).containsEntry("boxes", 0.0).containsEntry("confidence", 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0\u2003\n"})
  void blanks_are_nothing_to_read(String blank) {
    assertThat(new WantedText(blank, false).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'a sign that says \"OPEN\"', OPEN",
    "'a sign that says “Open now”, and another', Open now",
    "'„Guten Tag“ an der Tür', Guten Tag",
    "'„Guten Tag” an der Tür', Guten Tag",
    "'«Bonjour» on a shop', Bonjour",
    "'the words ‘don’t stop’ in neon', don’t stop",
    "'\"Fresh\" above \"Coffee\"', Fresh Coffee",
    "'a dog’s and a cat’s bowl', ''",
    "'a 5\" nail', ''",
    "'\" \" and “ ”', ''",
    "two red circles, ''",
  })
  void what_stands_in_quotation_marks_is_found(String prompt, String quoted) {
    assertThat(QuotedText.of(prompt)).isEqualTo(quoted);
  }

  @Test
  void pieces_of_one_line_are_read_from_left_to_right_and_lines_downwards() {
    Stream<Reading> pieces =
        Stream.of(
            piece("four", 60, 52), piece("three", 0, 50), piece("two", 60, 4), piece("one", 0, 9));
    assertThat(ReadingOrder.of(pieces.toList()))
        .extracting(Reading::text)
        .containsExactly("one", "two", "three", "four");
  }

  private static Reading piece(String text, int x, int y) {
    Quad place =
        new Quad(
            new Point(x, y), new Point(x + 40, y), new Point(x + 40, y + 20), new Point(x, y + 20));
    return new Reading(place, text, 0.75);
  }

  private static List<Reading> readings(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).map(text -> piece(text, 0, 0)).toList();
  }
}
