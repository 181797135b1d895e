package dev.rollover.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the bundled model's two tokenizers, made from the captions' vocabulary, in the layout of
 * Hugging Face: {@code tokenizer/} for CLIP, {@code tokenizer_2/} for T5.
 *
 * <p>Where the vocabulary has changed, the model has to be trained anew: the ids are the rows of
 * the text encoders' embeddings.
 */
final class TokenizerFiles {

  /** Tokens of a prompt: enough for the longest caption, 11 words and commas, and two marks. */
  static final int MAX_LENGTH = 16;

  private TokenizerFiles() {}

  /** Every file's text by its path below the model's folder. */
  static Map<String, String> contents() {
    Map<String, String> files = new LinkedHashMap<>();
    ClipTokenizerFiles.contents().forEach((name, text) -> files.put("tokenizer/" + name, text));
    T5TokenizerFiles.contents().forEach((name, text) -> files.put("tokenizer_2/" + name, text));
    return files;
  }

  /** Writes all files below the model's folder. */
  static void write(Path modelFolder) throws IOException {
    for (Map.Entry<String, String> file : contents().entrySet()) {
      Path path = modelFolder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
