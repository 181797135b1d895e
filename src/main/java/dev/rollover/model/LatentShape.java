package dev.rollover.model;

import java.util.List;

/**
 * The shape of one packed latent: {@code [tokens, channels]}, the tokens row by row of the image.
 *
 * @param rows of tokens
 * @param columns of tokens
 * @param channels of a token
 */
public record LatentShape(int rows, int columns, int channels) {

  public LatentShape {
    if (rows < 1 || columns < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a latent has rows and columns of tokens, and channels, not %d×%d×%d"
              .formatted(rows, columns, channels));
    }
  }

  /** How many places the image has. */
  public int tokens() {
    return rows * columns;
  }

  /** Floats in one latent. */
  public int size() {
    return tokens() * channels;
  }

  /**
   * Makes sure of latents, each at its own time.
   *
   * @throws IllegalArgumentException if there are more or fewer times, or one is of another size
   */
  public void requireOf(List<float[]> latents, double[] times) {
    if (latents.size() != times.length) {
      throw new IllegalArgumentException(
          "%d latents have %d times".formatted(latents.size(), times.length));
    }
    requireOf(latents);
  }

  /**
   * Makes sure of latents.
   *
   * @throws IllegalArgumentException if one is of another size
   */
  public void requireOf(List<float[]> latents) {
    for (float[] latent : latents) {
      if (latent.length != size()) {
        throw new IllegalArgumentException(
            "a latent has %d values, not %d".formatted(size(), latent.length));
      }
    }
  }
}
