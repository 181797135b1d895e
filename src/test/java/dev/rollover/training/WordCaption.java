package dev.rollover.training;

import dev.rollover.model.flux.PromptTokens;

/** A caption of one word. */
final class WordCaption {

  private WordCaption() {}

  /** Tokenised as the text encoders want it: the word by its id, the marks around it, padding. */
  static PromptTokens of(int word) {
    long[] clip = new long[TokenizerFiles.MAX_LENGTH];
    long[] t5 = new long[TokenizerFiles.MAX_LENGTH];
    clip[1] = word;
    clip[2] = ClipTokenizerFiles.endOfText();
    t5[0] = word;
    t5[1] = 1;
    return new PromptTokens(clip, t5);
  }
}
