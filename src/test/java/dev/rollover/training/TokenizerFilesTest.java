package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Index.atIndex;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.shapes.Vocabulary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenizerFilesTest {

  private static final Map<String, String> CONTENTS = TokenizerFiles.contents();
  private static final int CLIP_MARKS = 2;
  private static final int T5_MARKS = 1;

  @Test
  void the_bundled_files_are_what_the_writer_writes() throws IOException {
    for (Map.Entry<String, String> file : CONTENTS.entrySet()) {
      assertThat(bundled(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  void every_word_is_one_token_of_its_own_in_both() throws IOException {
    try (HuggingFaceTokenizer clip = open("tokenizer");
        HuggingFaceTokenizer t5 = open("tokenizer_2")) {
      assertThat(Vocabulary.words())
          .allSatisfy(
              word -> {
                assertThat(clip.encode(word).getIds()).hasSize(1 + CLIP_MARKS);
                assertThat(t5.encode(word).getIds()).hasSize(1 + T5_MARKS);
              });
      assertThat(Vocabulary.words().stream().map(word -> clip.encode(word).getIds()[1]))
          .doesNotHaveDuplicates();
      assertThat(Vocabulary.words().stream().map(word -> t5.encode(word).getIds()[0]))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void commas_capitals_and_unknown_words_are_read_as_written_here() throws IOException {
    try (HuggingFaceTokenizer clip = open("tokenizer");
        HuggingFaceTokenizer t5 = open("tokenizer_2")) {
      String prompt = "Two RED circles, 3 blue squares";
      assertThat(clip.encode(prompt).getTokens())
          .containsExactly(
              "<|startoftext|>",
              "two</w>",
              "red</w>",
              "circles</w>",
              ",</w>",
              "<|unknown|>",
              "blue</w>",
              "squares</w>",
              "<|endoftext|>");
      assertThat(t5.encode(prompt).getIds())
          .as("the same words in lower case, and 2, the unknown, for «3»")
          .isEqualTo(t5.encode("two red circles, § blue squares").getIds())
          .contains(2, atIndex(4));
    }
  }

  @Test
  void the_longest_captions_fit() throws IOException {
    TrainingCaptions captions = new TrainingCaptions(new Random(1));
    try (HuggingFaceTokenizer clip = open("tokenizer");
        HuggingFaceTokenizer t5 = open("tokenizer_2")) {
      for (int draw = 0; draw < 2_000; draw++) {
        String caption = captions.next().text();
        assertThat(clip.encode(caption).getIds()).hasSizeLessThan(TokenizerFiles.MAX_LENGTH);
        assertThat(t5.encode(caption).getIds()).hasSizeLessThan(TokenizerFiles.MAX_LENGTH);
      }
    }
  }

  private static HuggingFaceTokenizer open(String folder) throws IOException {
    String json = Objects.requireNonNull(CONTENTS.get(folder + "/tokenizer.json"));
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), Map.of());
  }

  private static String bundled(String path) throws IOException {
    try (InputStream file =
        TokenizerFilesTest.class.getResourceAsStream("/models/shapes/" + path)) {
      return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
