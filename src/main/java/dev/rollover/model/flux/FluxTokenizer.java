package dev.rollover.model.flux;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Tokenizer;
import dev.rollover.model.pipeline.PromptTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The two tokenizers of FLUX.1: CLIP's, whose rows are of one length, and T5's. */
record FluxTokenizer(Tokenizer clip, Tokenizer t5) implements PromptTokenizer<PromptTokens> {

  /** The longest T5 text that {@code FluxPipeline} takes. */
  static final int LONGEST_TEXT = 512;

  static FluxTokenizer open(Path folder, ClipTextConfig config) throws IOException {
    Tokenizer clip = Tokenizer.open(folder.resolve("tokenizer"), config.maxPositionEmbeddings());
    try {
      return new FluxTokenizer(clip, Tokenizer.open(folder.resolve("tokenizer_2"), LONGEST_TEXT));
    } catch (IOException | RuntimeException e) {
      clip.close();
      throw e;
    }
  }

  @Override
  public PromptTokens of(String prompt, int length) {
    return new PromptTokens(clip.ids(prompt), t5.ids(prompt, length));
  }

  @Override
  public boolean cuts(String prompt, int tokens) {
    return t5.cuts(prompt, tokens);
  }

  @Override
  public boolean readsInPart(String prompt) {
    return clip.cuts(prompt);
  }

  @Override
  public List<String> unknownWords(String prompt) {
    return t5.unknownWords(prompt);
  }

  @Override
  public void close() {
    clip.close();
    t5.close();
  }
}
