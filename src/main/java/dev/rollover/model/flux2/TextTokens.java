package dev.rollover.model.flux2;

import dev.rollover.model.Qwen3Chat;
import dev.rollover.model.TokenRow;
import dev.rollover.model.pipeline.PromptTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Prompts as FLUX.2 klein's text encoder reads them: as a user's message in Qwen3's chat. */
final class TextTokens implements PromptTokenizer<TokenRow> {

  /** After how many of the encoder's layers the states are that the transformer reads. */
  static final List<Integer> LAYERS = List.of(9, 18, 27);

  /** The longest text that {@code Flux2KleinPipeline} takes. */
  static final int LONGEST_TEXT = 512;

  private final Qwen3Chat chat;

  private TextTokens(Qwen3Chat chat) {
    this.chat = chat;
  }

  /** Opens a tokenizer's folder. */
  static TextTokens open(Path folder) throws IOException {
    return new TextTokens(Qwen3Chat.open(folder, LONGEST_TEXT, false));
  }

  @Override
  public TokenRow of(String prompt, int length) {
    return chat.row(prompt, length);
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return chat.cuts(prompt, tokens);
  }

  @Override
  public void close() {
    chat.close();
  }
}
