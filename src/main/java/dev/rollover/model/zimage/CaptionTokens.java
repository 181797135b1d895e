package dev.rollover.model.zimage;

import dev.rollover.model.Qwen3Chat;
import dev.rollover.model.TokenRow;
import dev.rollover.model.pipeline.PromptTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Prompts as Z-Image's text encoder reads them: as a user's message in Qwen3's chat, without
 * padding.
 */
final class CaptionTokens implements PromptTokenizer<TokenRow> {

  private final Qwen3Chat chat;

  private CaptionTokens(Qwen3Chat chat) {
    this.chat = chat;
  }

  /**
   * Opens a tokenizer's folder.
   *
   * @param longest most tokens of a caption
   */
  static CaptionTokens open(Path folder, int longest) throws IOException {
    return new CaptionTokens(Qwen3Chat.open(folder, longest, true));
  }

  @Override
  public TokenRow of(String prompt, int length) {
    TokenRow row = chat.row(prompt, length);
    return new TokenRow(Arrays.copyOf(row.ids(), row.tokens()), row.tokens());
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
