package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prompts as a Qwen3 that encodes texts reads them: as a user's message in its chat. */
public final class Qwen3Chat implements AutoCloseable {

  /** What the chat's template says after the message when Qwen3 is not to think. */
  private static final String NO_THOUGHTS = "<think>\n\n</think>\n\n";

  private static final String TEMPLATE = "chat_template";

  /** The tokenizer in one file: what lies in several would be read as CLIP's. */
  private static final String WHOLE = "tokenizer.json";

  private final Tokenizer tokenizer;
  private final boolean thinks;

  private Qwen3Chat(Tokenizer tokenizer, boolean thinks) {
    this.tokenizer = tokenizer;
    this.thinks = thinks;
  }

  /**
   * Opens a tokenizer's folder.
   *
   * @param longest most tokens of a row, unless the folder's {@code model_max_length} is less
   * @param thinks whether Qwen3 would be let think before it answered
   */
  public static Qwen3Chat open(Path folder, int longest, boolean thinks) throws IOException {
    return new Qwen3Chat(Tokenizer.open(folder, longest), thinks);
  }

  /** Looks whether a tokenizer is one of Qwen3's, and lays out a chat as that does. */
  public static void check(Path folder, Faults faults) throws IOException {
    faults.of(() -> ConfigFile.read(folder.resolve(WHOLE)));
    faults.of(() -> template(folder));
  }

  private static String template(Path folder) throws IOException {
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
    return template;
  }

  /** What the template makes of a prompt. */
  public String of(String prompt) {
    return "<|im_start|>user\n%s<|im_end|>\n<|im_start|>assistant\n%s"
        .formatted(prompt, thinks ? "" : NO_THOUGHTS);
  }

  /** The chat's tokens, padded or cut to a row of so many. */
  public TokenRow row(String prompt, int tokens) {
    return tokenizer.row(of(prompt), tokens);
  }

  /** Whether a prompt, with what the chat adds, has more than so many tokens. */
  public boolean cuts(String prompt, int tokens) {
    return tokenizer.cuts(of(prompt), tokens);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
