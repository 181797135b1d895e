package dev.rollover.model.flux2;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.TokenRow;
import dev.rollover.model.Tokenizer;
import dev.rollover.model.pipeline.PromptTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Prompts as FLUX.2 klein's text encoder reads them: as a user's message in Qwen3's chat. */
final class TextTokens implements PromptTokenizer<TokenRow> {

  /** After how many of the encoder's layers the states are that the transformer reads. */
  static final List<Integer> LAYERS = List.of(9, 18, 27);

  /** The longest text that {@code Flux2KleinPipeline} takes. */
  static final int LONGEST_TEXT = 512;

  /** What Qwen3's template says after the message when it is not to think. */
  private static final String NO_THOUGHTS = "<think>\n\n</think>\n\n";

  private static final String TEMPLATE = "chat_template";

  private final Tokenizer tokenizer;

  private TextTokens(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /** Opens a tokenizer's folder. */
  static TextTokens open(Path folder) throws IOException {
    return new TextTokens(Tokenizer.open(folder, LONGEST_TEXT));
  }

  /**
   * Makes sure of how a tokenizer lays out a chat.
   *
   * @return the file that has its template
   * @throws ModelFormatException if it has another chat template than Qwen3's, or pads on the left
   */
  static Path requireChat(Path folder) throws IOException {
    Path path = folder.resolve("tokenizer_config.json");
    ConfigFile config = ConfigFile.read(path);
    config.oneOf("padding_side", "right");
    Path separate = folder.resolve(TEMPLATE + ".jinja");
    boolean isSeparate = Files.exists(separate);
    String template = isSeparate ? Files.readString(separate) : config.text(TEMPLATE);
    if (!template.contains("<|im_start|>")
        || !template.contains("enable_thinking is false")
        || !template.contains(NO_THOUGHTS.replace("\n", "\\n"))) {
      throw new ModelFormatException(
          isSeparate ? separate : path, TEMPLATE, "is not Qwen3's, the only one known here");
    }
    return isSeparate ? separate : path;
  }

  /** What the chat's template makes of a prompt. */
  static String chat(String prompt) {
    return "<|im_start|>user\n%s<|im_end|>\n<|im_start|>assistant\n%s"
        .formatted(prompt, NO_THOUGHTS);
  }

  @Override
  public TokenRow of(String prompt, int length) {
    return tokenizer.row(chat(prompt), length);
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return tokenizer.cuts(chat(prompt), tokens);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
