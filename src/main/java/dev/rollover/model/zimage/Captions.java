package dev.rollover.model.zimage;

/** How long captions are for Z-Image's transformer, which fills them up with tokens of its own. */
final class Captions {

  /** The longest that {@code ZImagePipeline} takes. */
  static final int LONGEST = 512;

  /** Of which a caption is made a multiple. */
  private static final int MULTIPLE = 32;

  private Captions() {}

  /** How many tokens a caption of so many becomes. */
  static int filled(int tokens) {
    return Math.ceilDiv(tokens, MULTIPLE) * MULTIPLE;
  }
}
