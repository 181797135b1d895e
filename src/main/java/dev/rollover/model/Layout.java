package dev.rollover.model;

import dev.rollover.tensor.Place;

/**
 * How a model is laid out.
 *
 * @param placement on which devices it is
 * @param inTiles whether images larger than it was trained on are decoded in tiles
 */
public record Layout(Placement placement, boolean inTiles) {

  /** All in one place, and images as a whole. */
  public static Layout on(Place place) {
    return new Layout(Placement.on(place), false);
  }

  /** The same with the encoders in one place. */
  Layout encodersOn(Place place) {
    return new Layout(placement.encodersOn(place), inTiles);
  }
}
