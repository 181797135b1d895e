package dev.rollover.model.pipeline;

import java.util.List;

/**
 * The tokenizers of a family. For several threads.
 *
 * @param <K> a prompt as the text encoders read it
 */
public interface PromptTokenizer<K> extends AutoCloseable {

  /**
   * A prompt's tokens.
   *
   * @param length most tokens of it, padding among them
   */
  K of(String prompt, int length);

  /** Whether a prompt is longer than so many tokens, so that its end is left out. */
  boolean cuts(String prompt, int tokens);

  /**
   * Whether one of several encoders reads the beginning of a prompt alone, whatever the number of
   * tokens that others read.
   */
  default boolean readsInPart(String prompt) {
    return false;
  }

  /** The words of a prompt that no tokens spell, each once; none where tokens are bytes. */
  default List<String> unknownWords(String prompt) {
    return List.of();
  }

  @Override
  void close();
}
