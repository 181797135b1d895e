package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class CtcDecoderTest {

  private static final int BLANK = 0;
  private static final int A = 1;
  private static final int B = 2;
  private static final int SPACE = 3;

  private final CtcDecoder decoder = new CtcDecoder(List.of("a", "b"));

  @Test
  void signs_that_follow_each_other_are_one_unless_a_blank_stands_between() {
    assertThat(read(A, A, BLANK, A, B, B, BLANK)).isEqualTo("aab");
    assertThat(read(A, SPACE, B)).isEqualTo("a b");
    assertThat(read(BLANK, BLANK)).isEmpty();
    assertThat(read()).isEmpty();
  }

  @Test
  void the_confidence_is_the_mean_of_what_was_read() {
    float[] places = {0.1f, 0.8f, 0.1f, 0, 0.9f, 0.1f, 0, 0, 0.2f, 0.2f, 0.6f, 0};
    CtcDecoder.Text text = decoder.decode(places);
    assertThat(text.text()).isEqualTo("ab");
    assertThat(text.confidence()).isCloseTo(0.7, within(1e-6));
    assertThat(decoder.decode(new float[] {1, 0, 0, 0}).confidence()).isZero();
  }

  private String read(int... likeliest) {
    float[] places = new float[decoder.signs() * likeliest.length];
    for (int place = 0; place < likeliest.length; place++) {
      places[place * decoder.signs() + likeliest[place]] = 1;
    }
    return decoder.decode(places).text();
  }
}
