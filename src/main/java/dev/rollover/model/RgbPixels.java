package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What autoencoders answer as 8-bit pixels, clipped and rounded as diffusers does it. They are made
 * on the device, from which bytes come to the host in a quarter of the time of floats.
 */
public final class RgbPixels implements AutoCloseable {

  /** Pixels that the host decodes at once, or one image: more are no faster, and take memory. */
  public static final int MOST_PIXELS = 1 << 17;

  /** The same of a GPU, which small images do not fill before there are hundreds. */
  private static final int MOST_PIXELS_ON_GPU = 1 << 20;

  private final Program program;
  private final int mostPixels;

  /** Compiles the program of a device; it is run by one thread at a time. */
  public RgbPixels(Device device) {
    this.program = Program.compile("rgb_pixels", Map.of(), device);
    this.mostPixels = atOnce(device);
  }

  /** Pixels that a decoder makes at once on a device, or one image. */
  public static int atOnce(Device device) {
    return device.isGpu() ? MOST_PIXELS_ON_GPU : MOST_PIXELS;
  }

  /** How many images of a size a decoder had best make at once. */
  public int imagesAtOnce(int width, int height) {
    return Math.max(1, mostPixels / (width * height));
  }

  /**
   * The pixels of each image.
   *
   * @param images {@code [batch, 3, height, width]}, about [−1, 1]
   * @return row-major {@code [height, width, 3]}, one for each
   * @throws NotFiniteException if one has a pixel that is NaN or infinite
   */
  public List<byte[]> of(Scope scope, Tensor images) {
    NotFiniteException.require("image", images.meanOfRows().toFloats());
    return program.run(scope, images).toByteRows();
  }

  @Override
  public void close() {
    program.close();
  }
}
