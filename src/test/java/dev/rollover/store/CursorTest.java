package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void comes_back_from_its_text() {
    Cursor cursor = Cursor.after(Samples.queued(Samples.NOON.plusNanos(123_456_000)));

    assertThat(Cursor.decode(cursor.encode())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "%%%",
        "f_______________________________________w",
        "f_________9__________________________w"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> Cursor.decode(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("cursor");
  }
}
