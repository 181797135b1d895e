package dev.rollover.model.pipeline;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How much of a prompt is read.
 *
 * @param tokens at most
 * @param own as many as the tokenizer gives
 */
public record TextLength(int tokens, int own) {

  /**
   * That of a tokenizer.
   *
   * @param longest text that the pipeline takes
   * @param usual most tokens when nothing is said
   * @param said most tokens, or null
   * @throws ModelFormatException if the tokenizer gives fewer than is said
   */
  public static TextLength of(Path tokenizer, int longest, int usual, @Nullable Integer said)
      throws IOException {
    int own = Tokenizer.length(tokenizer, longest);
    int tokens = said == null ? Math.min(usual, own) : said;
    if (tokens > own) {
      throw new ModelFormatException(
          tokenizer,
          "gives %d tokens, where max-sequence-length is to be %d".formatted(own, tokens));
    }
    return new TextLength(tokens, own);
  }
}
