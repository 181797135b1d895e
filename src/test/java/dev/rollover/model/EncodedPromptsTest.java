package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Encoded prompts are kept as long as they are asked for and there is room. */
@NullMarked
class EncodedPromptsTest {

  private final EncodedPrompts<String, String> kept = new EncodedPrompts<>(10, String::length);

  @Test
  void those_give_way_that_were_not_asked_for_the_longest() {
    kept.keep("a", "aaaa");
    kept.keep("b", "bbbb");
    assertThat(kept.find("a")).contains("aaaa");
    kept.keep("c", "cccc");
    assertThat(kept.find("b")).isEmpty();
    assertThat(kept.find("a")).contains("aaaa");
    assertThat(kept.find("c")).contains("cccc");
    kept.keep("d", "dddddddddd");
    assertThat(kept.find("a")).isEmpty();
    assertThat(kept.find("d")).contains("dddddddddd");
  }

  @Test
  void one_that_is_larger_than_all_the_room_is_not_kept_and_moves_none() {
    kept.keep("a", "aaaa");
    kept.keep("b", "bbbbbbbbbbb");
    assertThat(kept.find("b")).isEmpty();
    assertThat(kept.find("a")).contains("aaaa");
    assertThat(new EncodedPrompts<String, String>(0, String::length).find("a")).isEmpty();
  }

  @Test
  void one_that_is_kept_again_takes_its_room_once() {
    kept.keep("a", "aaaa");
    kept.keep("a", "aaaaa");
    kept.keep("b", "bbbbb");
    assertThat(kept.find("a")).contains("aaaaa");
    assertThat(kept.find("b")).contains("bbbbb");
  }
}
