package dev.rollover.model;

/**
 * Packs each two-by-two square of a latent image into one token, as diffusers' {@code FluxPipeline}
 * does: token (y, x) holds channel c of the square's position (dy, dx) at 4c + 2dy + dx.
 *
 * @param channels of the latent image
 * @param height of the latent image, even
 * @param width of the latent image, even
 */
public record LatentPacking(int channels, int height, int width) {

  /** Positions of the latent image that are one token. */
  public static final int SQUARE = 4;

  public LatentPacking {
    if (channels < 1 || height < 2 || width < 2 || height % 2 != 0 || width % 2 != 0) {
      throw new IllegalArgumentException(
          "a latent image has channels and even sides, not %d×%d×%d"
              .formatted(channels, height, width));
    }
  }

  /** The shape of a packed latent. */
  public LatentShape packedShape() {
    return new LatentShape(height / 2, width / 2, SQUARE * channels);
  }

  /** From {@code [channels, height, width]} to {@code [tokens, 4·channels]}. */
  public float[] pack(float[] image) {
    float[] packed = new float[image.length];
    for (int at = 0; at < image.length; at++) {
      packed[packedIndex(at)] = image[at];
    }
    return packed;
  }

  /** From {@code [tokens, 4·channels]} to {@code [channels, height, width]}. */
  public float[] unpack(float[] packed) {
    float[] image = new float[packed.length];
    for (int at = 0; at < image.length; at++) {
      image[at] = packed[packedIndex(at)];
    }
    return image;
  }

  private int packedIndex(int imageIndex) {
    int x = imageIndex % width;
    int y = imageIndex / width % height;
    int channel = imageIndex / (width * height);
    int token = y / 2 * (width / 2) + x / 2;
    return token * SQUARE * channels + SQUARE * channel + 2 * (y % 2) + x % 2;
  }
}
