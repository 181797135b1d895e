package dev.rollover.model;

/** The shape of one packed latent: {@code [tokens, channels]}. */
public record LatentShape(int tokens, int channels) {

  public LatentShape {
    if (tokens < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a latent has tokens and channels, not " + tokens + "×" + channels);
    }
  }

  /** Floats in one latent. */
  public int size() {
    return tokens * channels;
  }
}
