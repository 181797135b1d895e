package dev.rollover.model.zimage;

/**
 * A prompt as Z-Image's transformer reads it.
 *
 * @param states of its tokens, {@code [tokens, cap_feat_dim]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Caption(float[] states, int tokens) {

  /** The longest that {@code ZImagePipeline} takes, in tokens. */
  static final int LONGEST = 512;

  /** Of which the transformer makes a caption a multiple, by tokens of its own. */
  private static final int MULTIPLE = 32;

  /** How many tokens a caption of so many becomes. */
  static int filled(int tokens) {
    return Math.ceilDiv(tokens, MULTIPLE) * MULTIPLE;
  }

  /** Tokens of it in the transformer. */
  int filled() {
    return filled(tokens);
  }
}
