package dev.rollover.reward.vision;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import java.nio.file.Path;
import java.util.Arrays;

/** What networks are tried out on before anybody has an image. */
public final class GreyImage {

  private static final int SIDE = 64;

  private GreyImage() {}

  /** A small one. */
  public static RgbImage image() {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    Arrays.fill(rgb, (byte) 128);
    return new RgbImage(SIDE, SIDE, rgb);
  }

  /**
   * Makes sure that weights are of any use.
   *
   * @param score that they lead to
   * @throws ModelFormatException if it is no number
   */
  public static void requireFinite(Path folder, double score) {
    if (!Double.isFinite(score)) {
      throw new ModelFormatException(folder, "makes no finite number of a grey image");
    }
  }
}
