package dev.rollover.model.zimage;

/**
 * A prompt as Z-Image's transformer reads it.
 *
 * @param states of its tokens, {@code [tokens, cap_feat_dim]}
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record Caption(float[] states, int tokens) {

  /** The longest that {@code ZImagePipeline} takes, in tokens. */
  private static final int LONGEST = 512;

  /** Of which the transformer makes a caption a multiple, by tokens of its own. */
  private static final int MULTIPLE = 32;

  /**
   * The longest for which there are places: of so many the first is left free, and the image lies
   * behind the caption.
   */
  static int longest(int places) {
    return Math.min(LONGEST, (places - 2) / MULTIPLE * MULTIPLE);
  }

  /** Tokens of it in the transformer. */
  int filled() {
    return Math.ceilDiv(tokens, MULTIPLE) * MULTIPLE;
  }
}
