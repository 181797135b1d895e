package dev.rollover.shapes;

/**
 * Which captions training never sees: one in ten, chosen by a hash of the text, so that any process
 * decides alike without a list.
 */
final class HeldOut {

  private static final int ONE_IN = 10;

  private HeldOut() {}

  static boolean isHeldOut(Caption caption) {
    return Integer.remainderUnsigned(mix(caption.text().hashCode()), ONE_IN) == 0;
  }

  /** MurmurHash3's finaliser: spreads the differences of similar texts over all bits. */
  private static int mix(int hash) {
    int mixed = hash;
    mixed = (mixed ^ mixed >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
