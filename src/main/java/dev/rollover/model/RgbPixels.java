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

  private final Program program;

  /** Compiles the program of a device; it is run by one thread at a time. */
  public RgbPixels(Device device) {
    this.program = Program.compile("rgb_pixels", Map.of(), device);
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
