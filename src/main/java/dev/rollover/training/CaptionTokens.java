package dev.rollover.training;

import dev.rollover.model.Tokenizer;
import dev.rollover.model.flux.PromptTokens;
import java.io.IOException;
import java.nio.file.Path;

/** Captions as the two text encoders read them. */
final class CaptionTokens implements AutoCloseable {

  private final Tokenizer clip;
  private final Tokenizer t5;

  private CaptionTokens(Tokenizer clip, Tokenizer t5) {
    this.clip = clip;
    this.t5 = t5;
  }

  /** Opens the tokenizers of a model's folder. */
  static CaptionTokens open(Path modelFolder) throws IOException {
    return new CaptionTokens(
        Tokenizer.open(modelFolder.resolve("tokenizer"), TokenizerFiles.MAX_LENGTH),
        Tokenizer.open(modelFolder.resolve("tokenizer_2"), TokenizerFiles.MAX_LENGTH));
  }

  PromptTokens tokenize(String text) {
    return new PromptTokens(clip.ids(text), t5.ids(text));
  }

  @Override
  public void close() {
    clip.close();
    t5.close();
  }
}
