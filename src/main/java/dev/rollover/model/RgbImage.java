package dev.rollover.model;

import java.awt.image.BufferedImage;

/**
 * An image of 8-bit sRGB pixels.
 *
 * @param width in pixels
 * @param height in pixels
 * @param rgb row-major {@code [height, width, 3]}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Pixels are handed on, never compared.
public record RgbImage(int width, int height, byte[] rgb) {

  public RgbImage {
    if (rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "%d bytes are not an RGB image of %d×%d".formatted(rgb.length, width, height));
    }
  }

  /** A copy for the JDK's own image classes. */
  public BufferedImage toBufferedImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        image.setRGB(
            x, y, (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff));
      }
    }
    return image;
  }

  /** A copy of one of the JDK's images. */
  public static RgbImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++, at += 3) {
        int pixel = image.getRGB(x, y);
        rgb[at] = (byte) (pixel >> 16);
        rgb[at + 1] = (byte) (pixel >> 8);
        rgb[at + 2] = (byte) pixel;
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
