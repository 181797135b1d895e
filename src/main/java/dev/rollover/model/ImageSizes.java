package dev.rollover.model;

/**
 * Which sides an image may have, in pixels.
 *
 * @param usual what the model was trained on
 * @param multiple that each side must be of; also the smallest side
 * @param largest side
 */
public record ImageSizes(int usual, int multiple, int largest) {

  public ImageSizes {
    if (multiple < 1 || usual < multiple || largest < usual) {
      throw new IllegalArgumentException(
          "multiple ≤ usual ≤ largest does not hold of %d, %d, %d"
              .formatted(multiple, usual, largest));
    }
  }

  /** Whether an image may have this size. */
  public boolean allow(ImageSize size) {
    return allow(size.width()) && allow(size.height());
  }

  /** Whether an image may have this side. */
  public boolean allow(int side) {
    return side >= multiple && side <= largest && side % multiple == 0;
  }
}
