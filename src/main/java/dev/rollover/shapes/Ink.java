package dev.rollover.shapes;

import java.util.List;
import java.util.stream.Stream;

/**
 * A colour as its departure c − b from the background.
 *
 * @param squaredLength of the departure
 */
record Ink(Colour colour, float red, float green, float blue, float squaredLength) {

  private static final List<Ink> ALL = Stream.of(Colour.values()).map(Ink::of).toList();

  private static Ink of(Colour colour) {
    float red = colour.channel(0) - SceneRenderer.BACKGROUND;
    float green = colour.channel(1) - SceneRenderer.BACKGROUND;
    float blue = colour.channel(2) - SceneRenderer.BACKGROUND;
    return new Ink(colour, red, green, blue, red * red + green * green + blue * blue);
  }

  /** The ink whose direction is nearest to the vector's. */
  static Ink nearest(float[] vector) {
    Ink nearest = ALL.getFirst();
    double greatest = Double.NEGATIVE_INFINITY;
    for (Ink ink : ALL) {
      double along = ink.coverage(vector, 0) * Math.sqrt(ink.squaredLength);
      if (along > greatest) {
        greatest = along;
        nearest = ink;
      }
    }
    return nearest;
  }

  /** The vector's projection on this departure, 1 being the full colour. */
  float coverage(float[] vectors, int at) {
    return (vectors[at] * red + vectors[at + 1] * green + vectors[at + 2] * blue) / squaredLength;
  }
}
