package dev.rollover.generation;

import org.jspecify.annotations.Nullable;

/**
 * One image of a generation, the best first.
 *
 * @param number from 0
 * @param width in pixels
 * @param height in pixels
 * @param sha256 of the PNG file, in hexadecimal
 * @param reward that the search has found of it; absent where an older version ended it, and where
 *     its file alone is asked for
 * @param judge what the judge says of it; absent like {@code reward}, and where there is none or it
 *     did not tell
 */
public record GenerationImage(
    int number,
    int width,
    int height,
    String sha256,
    @Nullable ImageScore reward,
    @Nullable ImageScore judge) {

  /** An image of which nothing but its file is said. */
  public GenerationImage(int number, int width, int height, String sha256) {
    this(number, width, height, sha256, null, null);
  }
}
