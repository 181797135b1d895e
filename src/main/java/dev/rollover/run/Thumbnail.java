package dev.rollover.run;

import dev.rollover.model.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Images small enough for an event. */
final class Thumbnail {

  private static final int LONGEST_SIDE = 256;

  private Thumbnail() {}

  /** The image itself where it is small already. */
  static RgbImage of(RgbImage image) {
    int longest = Math.max(image.width(), image.height());
    if (longest <= LONGEST_SIDE) {
      return image;
    }
    int width = Math.max(1, image.width() * LONGEST_SIDE / longest);
    int height = Math.max(1, image.height() * LONGEST_SIDE / longest);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image.toBufferedImage(), 0, 0, width, height, null);
    graphics.dispose();
    return RgbImage.of(small);
  }
}
