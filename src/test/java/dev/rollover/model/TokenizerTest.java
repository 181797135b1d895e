package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class TokenizerTest {

  private static final Path SHAPES = Path.of("src/main/resources/models/shapes");

  private final Fixture fixture = Fixture.named("pipeline");

  @TempDir Path empty;

  @ParameterizedTest
  @CsvSource({"tokenizer, clip, 11", "tokenizer, clip, 30", "tokenizer_2, t5, 11"})
  void gives_the_ids_of_transformers_cut_or_padded(String folder, String name, int length)
      throws IOException {
    String prompt = Files.readString(fixture.folder().resolve("prompt.txt"));
    try (Tokenizer tokenizer = Tokenizer.open(fixture.folder().resolve(folder), length)) {
      assertThat(tokenizer.ids(prompt))
          .containsExactly(
              Fixture.asLongs(fixture.value("%s_ids_%d".formatted(name, length)).data()));
    }
  }

  @Test
  void keeps_rows_to_the_length_that_the_folder_names() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(fixture.folder().resolve("tokenizer_2"), 512)) {
      assertThat(tokenizer.length()).isEqualTo(11);
      assertThat(tokenizer.ids("red")).containsExactly(5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  @Test
  void names_each_word_that_the_vocabulary_lacks_digits_among_them() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(SHAPES.resolve("tokenizer_2"), 512)) {
      assertThat(tokenizer.unknownWords("Three red circles, and two blue squares")).isEmpty();
      assertThat(tokenizer.unknownWords("3 red circles")).containsExactly("3");
      assertThat(tokenizer.unknownWords("a photo of 3 red circles, 2 blue squares and a (photo)"))
          .containsExactly("photo", "3", "2");
    }
  }

  @Test
  void a_known_word_beside_an_unknown_mark_is_named_with_the_mark() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(SHAPES.resolve("tokenizer_2"), 512)) {
      assertThat(tokenizer.unknownWords("two blue squares!")).containsExactly("squares!");
      assertThat(tokenizer.unknownWords("two — blue squares")).containsExactly("—");
    }
  }

  @Test
  void says_whether_a_text_is_cut() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(SHAPES.resolve("tokenizer_2"), 512)) {
      String longest = "red ".repeat(tokenizer.length() - 1);

      assertThat(tokenizer.cuts(longest)).isFalse();
      assertThat(tokenizer.cuts(longest + "red")).isTrue();
    }
  }

  @Test
  void a_shorter_row_is_cut_before_the_end_mark() throws IOException {
    try (Tokenizer tokenizer = Tokenizer.open(SHAPES.resolve("tokenizer_2"), 512)) {
      String text = "red red blue red";
      long[] all = tokenizer.ids(text);
      assertThat(tokenizer.ids(text, 5)).containsExactly(all[0], all[1], all[2], all[3], all[4]);
      assertThat(tokenizer.ids(text, 3)).containsExactly(all[0], all[1], all[4]);
      assertThat(tokenizer.ids(text, 1)).containsExactly(all[4]);
      assertThat(tokenizer.cuts(text, 5)).isFalse();
      assertThat(tokenizer.cuts(text, 4)).isTrue();
      assertThatThrownBy(() -> tokenizer.ids(text, 17)).hasMessageContaining("1 to 16 tokens");
    }
  }

  @Test
  void says_what_a_folder_lacks() throws IOException {
    assertThatThrownBy(() -> Tokenizer.open(empty, 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("tokenizer_config.json: is missing");
    Files.writeString(empty.resolve("tokenizer_config.json"), "{\"pad_token\": \"<pad>\"}");
    assertThatThrownBy(() -> Tokenizer.open(empty, 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("has neither tokenizer.json nor vocab.json and merges.txt");
  }
}
