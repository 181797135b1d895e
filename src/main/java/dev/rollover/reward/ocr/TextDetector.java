package dev.rollover.reward.ocr;

import dev.rollover.model.RgbImage;
import java.util.List;

/**
 * Where text stands in an image, by PP-OCR's detection network, prepared as in RapidOCR 1.4.4
 * ({@code TextDetector}): an image whose shorter side is short is enlarged, and both sides are
 * brought to multiples of 32.
 *
 * <p>Unlike there, a long image is made smaller for the network only, and not enlarged beyond
 * {@value #LONGEST} pixels; nor is a wide one framed in black.
 */
final class TextDetector implements AutoCloseable {

  private static final int LONGEST = 2000;

  /** The network halves images five times. */
  private static final int MULTIPLE = 32;

  private static final int SMALLEST = 3;

  private final OnnxNetwork network;
  private final int shortest;

  /**
   * Takes a network over.
   *
   * @param shortest pixels of the shorter side of what the network is shown
   */
  TextDetector(OnnxNetwork network, int shortest) {
    this.network = network;
    this.shortest = shortest;
  }

  /** Where lines of text stand, or words that are far from others, in no order. */
  List<Quad> find(RgbImage image) {
    double scale = scale(image);
    int width = multiple(image.width() * scale);
    int height = multiple(image.height() * scale);
    float[] output = network.run(Bgr.planes(image, width, height), 1, 3, height, width);
    return new TextMap(width, height, output)
        .rectangles().stream()
            .map(rectangle -> quad(rectangle, image, width, height))
            .filter(quad -> sides(quad) > SMALLEST)
            .toList();
  }

  private double scale(RgbImage image) {
    int shorter = Math.min(image.width(), image.height());
    int longer = Math.max(image.width(), image.height());
    double enlarged = Math.max(1, (double) shortest / shorter);
    return Math.min(enlarged, (double) LONGEST / longer);
  }

  private static int multiple(double length) {
    return Math.max(MULTIPLE, MULTIPLE * (int) Math.rint(Math.floor(length) / MULTIPLE));
  }

  /** A rectangle of what the network was shown, in whole pixels of the image. */
  private static Quad quad(Rectangle rectangle, RgbImage image, int width, int height) {
    double across = (double) image.width() / width;
    double down = (double) image.height() / height;
    return Quad.of(
        rectangle.corners().stream()
            .map(
                corner ->
                    new Point(
                        Math.clamp(Math.rint(corner.x() * across), 0, image.width() - 1),
                        Math.clamp(Math.rint(corner.y() * down), 0, image.height() - 1)))
            .toList());
  }

  /** The whole pixels of the shorter of its upper and its left side. */
  private static int sides(Quad quad) {
    return (int)
        Math.min(
            quad.topLeft().distance(quad.topRight()), quad.topLeft().distance(quad.bottomLeft()));
  }

  @Override
  public void close() {
    network.close();
  }
}
