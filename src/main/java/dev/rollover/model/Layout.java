package dev.rollover.model;

import dev.rollover.tensor.Place;
import org.jspecify.annotations.Nullable;

/**
 * How a model is laid out.
 *
 * @param placement on which devices it is
 * @param inTiles whether images larger than it was trained on are decoded in tiles
 * @param streamed what of it comes to its devices at each use
 */
public record Layout(Placement placement, boolean inTiles, StreamedParts streamed) {

  /** All of the weights on the devices all the time. */
  public Layout(Placement placement, boolean inTiles) {
    this(placement, inTiles, StreamedParts.NONE);
  }

  /** All in one place and at once, and images as a whole. */
  public static Layout on(Place place) {
    return new Layout(Placement.on(place), false);
  }

  /** The same with images in tiles. */
  Layout tiled() {
    return new Layout(placement, true, streamed);
  }

  /** The same with the encoders in one place. */
  Layout encodersOn(Place place) {
    return new Layout(placement.encodersOn(place), inTiles, streamed);
  }

  /** The same with other parts that come to the devices at each use. */
  public Layout streaming(StreamedParts other) {
    return new Layout(placement, inTiles, other);
  }

  /**
   * Where gradients are taken; null where there is none, as where the transformer's weights come to
   * the device at each use, since gradients need them all at once.
   */
  public @Nullable Place gradients() {
    return streamed.transformerBlocks() > 0 ? null : placement.gradients();
  }

  boolean hasTransformerOn(Place place) {
    return placement.transformers().contains(place);
  }

  /** Whether encoding takes longer than it would beside the transformer. */
  public boolean encodesSlowly() {
    return placement.hasEncodersApart() || streamed.encoders();
  }
}
