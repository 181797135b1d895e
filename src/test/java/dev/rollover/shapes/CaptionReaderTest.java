package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionReaderTest {

  @Test
  void reads_every_caption_back_from_its_own_text() {
    TrainingCaptions captions = new TrainingCaptions(new Random(1));
    for (int draw = 0; draw < 3_000; draw++) {
      Caption caption = captions.next();
      assertThat(CaptionReader.read(caption.text())).isEqualTo(caption);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 RED circles, 1 green star      | three red circles and one green star
          A photo of an orange star.       | one orange star
          a red circle and a blue square   | one red circle and one blue square
          two small red circles, please    | two red circles
          one red circle left of a blue square | a red circle to the left of a blue square
          fewer blue squares than red circle | fewer blue squares than red circles
          """)
  void reads_what_people_type(String typed, String caption) {
    assertThat(CaptionReader.read(typed).text()).isEqualTo(caption);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a holiday",
        "red circles",
        "nine red circles",
        "two circles and a red square",
        "five red circles and four blue squares",
        "a red circle and two red circles",
        "one red circle, one red square, one red star and one green star",
        "a red circle above a red circle",
        "more red circles than red circles",
        "two red circles and no red circles"
      })
  void refuses_what_is_no_caption(String prompt) {
    assertThatThrownBy(() -> CaptionReader.read(prompt))
        .isInstanceOf(CaptionException.class)
        .message()
        .isNotBlank();
  }
}
