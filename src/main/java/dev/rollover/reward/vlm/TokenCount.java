package dev.rollover.reward.vlm;

/**
 * Tokens that a call took, as the server counts them; 0 where it does not.
 *
 * @param read of question and image
 * @param said of the answer
 */
record TokenCount(long read, long said) {

  static final TokenCount NONE = new TokenCount(0, 0);
}
