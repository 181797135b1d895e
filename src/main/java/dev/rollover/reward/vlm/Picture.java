package dev.rollover.reward.vlm;

import dev.rollover.model.RgbImage;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as chat messages carry them: PNG files in {@code data:} addresses. */
final class Picture {

  private Picture() {}

  /**
   * An image's address.
   *
   * @param maxPixels above which it is made smaller, with its sides' proportion kept
   */
  static String address(RgbImage image, int maxPixels) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
      ImageIO.write(atMost(image, maxPixels), "png", out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static BufferedImage atMost(RgbImage image, int maxPixels) {
    double scale = Math.sqrt((double) maxPixels / ((double) image.width() * image.height()));
    if (scale >= 1) {
      return image.toBufferedImage();
    }
    int width = Math.max(1, (int) (image.width() * scale));
    int height = Math.max(1, (int) (image.height() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image.toBufferedImage(), 0, 0, width, height, null);
    graphics.dispose();
    return small;
  }
}
