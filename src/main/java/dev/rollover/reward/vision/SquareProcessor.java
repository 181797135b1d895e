package dev.rollover.reward.vision;

import dev.rollover.model.ConfigFile;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.vision.ImageProcessor.Usual;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes of an image what OWLv2 looks at, as {@code Owlv2ImageProcessor} of transformers does it
 * with scipy: rescaled, made a square by grey at the right or below, as the network was trained,
 * brought to the network's size, and normalised.
 */
public final class SquareProcessor {

  private static final String SIZE = "size";

  private final int side;
  private final Normalisation normalisation;

  private SquareProcessor(int side, Normalisation normalisation) {
    this.side = side;
    this.normalisation = normalisation;
  }

  /**
   * Reads {@code preprocessor_config.json}.
   *
   * @param side of the images that the network takes
   * @throws dev.rollover.model.ModelFormatException if it leads to others, or says what cannot be
   *     done here
   */
  public static SquareProcessor read(Path folder, int side) throws IOException {
    ConfigFile file = ImageProcessor.file(folder);
    for (String needed : new String[] {"do_pad", "do_resize"}) {
      if (!file.flag(needed, true)) {
        throw file.wrong(needed, "is true, not false: the network takes squares of one size");
      }
    }
    Sizing sizing = Sizing.read(file, SIZE, Usual.OWLV2.side(), true);
    ImageProcessor.requireSide(file, SIZE, sizing, side);
    return new SquareProcessor(side, Normalisation.read(file, Usual.OWLV2));
  }

  /** Along a side of what {@link #process} answers, in pixels. */
  public int side() {
    return side;
  }

  /** An image as {@code [3, side, side]}. */
  public float[] process(RgbImage image) {
    int from = Math.max(image.width(), image.height());
    float[][] planes = squares(image, from);
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (float[] plane : planes) {
      for (float value : plane) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    SmoothZoom zoom = new SmoothZoom(from, side);
    float[] processed = new float[3 * side * side];
    for (int colour = 0; colour < 3; colour++) {
      float[] zoomed = zoom.of(planes[colour]);
      for (int at = 0; at < zoomed.length; at++) {
        float clipped = Math.clamp(zoomed[at], least, most);
        processed[colour * zoomed.length + at] = normalisation.normalised(clipped, colour);
      }
    }
    return processed;
  }

  private float[][] squares(RgbImage image, int along) {
    float[][] planes = new float[3][along * along];
    for (int colour = 0; colour < 3; colour++) {
      Arrays.fill(planes[colour], 0.5f);
      for (int y = 0, from = colour; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++, from += 3) {
          planes[colour][y * along + x] = normalisation.rescaled(image.rgb()[from] & 0xff);
        }
      }
    }
    return planes;
  }
}
