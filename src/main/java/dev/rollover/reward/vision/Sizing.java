package dev.rollover.reward.vision;

import dev.rollover.model.ConfigFile;
import org.jspecify.annotations.Nullable;

/**
 * The size that images are brought to.
 *
 * @param width in pixels; null where the shorter edge alone is said, or nothing
 * @param height in pixels, likewise
 * @param shortest the shorter edge, in pixels, the other by the image's proportions; null where
 *     both are said, or neither
 */
record Sizing(@Nullable Integer width, @Nullable Integer height, @Nullable Integer shortest) {

  /** Whatever it is. */
  static final Sizing KEPT = new Sizing(null, null, null);

  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String SHORTEST = "shortest_edge";

  /**
   * Reads a field: {@code {"height": 224, "width": 224}}, {@code {"shortest_edge": 224}}, or the
   * number alone that older files have.
   *
   * @param squares whether one number means both edges
   */
  static Sizing read(ConfigFile file, String field, int usual, boolean squares) {
    if (!file.hasObject(field)) {
      int edge = file.size(field, usual);
      return squares ? new Sizing(edge, edge, null) : new Sizing(null, null, edge);
    }
    ConfigFile size = file.object(field);
    if (size.has(SHORTEST) && !size.has("longest_edge")) {
      return new Sizing(null, null, size.size(SHORTEST));
    }
    if (size.has(WIDTH) && size.has(HEIGHT)) {
      return new Sizing(size.size(WIDTH), size.size(HEIGHT), null);
    }
    throw file.wrong(field, "has height and width, or shortest_edge alone");
  }

  /** Whether every image becomes a square of that side. */
  boolean isSquareOf(int side) {
    return width != null && height != null && width == side && height == side;
  }

  /** The width of an image when it is brought to this size. */
  int width(int ofImage, int itsHeight) {
    return width != null ? width : edge(ofImage, itsHeight);
  }

  /** The height of an image when it is brought to this size. */
  int height(int itsWidth, int ofImage) {
    return height != null ? height : edge(ofImage, itsWidth);
  }

  private int edge(int edge, int other) {
    if (shortest == null) {
      return edge;
    }
    return edge <= other ? shortest : (int) ((double) ((long) shortest * edge) / other);
  }
}
