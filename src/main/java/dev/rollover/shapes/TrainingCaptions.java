package dev.rollover.shapes;

import java.util.random.RandomGenerator;

/**
 * The captions that the bundled model learns from: five in ten counting, three spatial, one of
 * comparison and one of negation; numbers of objects all alike likely; never one that is held out,
 * or, for measurements, none but those.
 */
public final class TrainingCaptions {

  private final RandomGenerator random;
  private final CaptionSampler sampler;
  private final boolean heldOut;

  public TrainingCaptions(RandomGenerator random) {
    this(random, false);
  }

  private TrainingCaptions(RandomGenerator random, boolean heldOut) {
    this.random = random;
    this.sampler = new CaptionSampler(random);
    this.heldOut = heldOut;
  }

  /** Captions in the same proportions that training never sees. */
  public static TrainingCaptions heldOut(RandomGenerator random) {
    return new TrainingCaptions(random, true);
  }

  /** The next caption. */
  public Caption next() {
    Caption caption;
    do {
      caption = any();
    } while (HeldOut.isHeldOut(caption) != heldOut);
    return caption;
  }

  private Caption any() {
    int tenth = random.nextInt(10);
    if (tenth < 5) {
      int total = sampler.between(1, Scene.MOST_OBJECTS);
      return sampler.counting(groupsFor(total, CountingCaption.MOST_GROUPS), total);
    }
    if (tenth < 8) {
      // A third of them about one object each, as the relation itself is learned best.
      int total = random.nextInt(3) == 0 ? 2 : sampler.between(3, Scene.MOST_OBJECTS);
      return sampler.spatial(total);
    }
    if (tenth < 9) {
      return sampler.comparison();
    }
    int total = sampler.between(1, Scene.MOST_OBJECTS);
    return sampler.negation(groupsFor(total, NegationCaption.MOST_GROUPS), total);
  }

  private int groupsFor(int total, int most) {
    return sampler.between(1, Math.min(total, most));
  }
}
