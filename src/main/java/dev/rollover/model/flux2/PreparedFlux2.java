package dev.rollover.model.flux2;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.List;

/**
 * A FLUX.2 klein that has been given its prompt and size.
 *
 * @param text the prompt as the transformer reads it, on the host
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record PreparedFlux2(Flux2Model flux, VelocityShape shape, float[] text, DeviceAccount account)
    implements FlowModel {

  @Override
  public LatentShape latentShape() {
    return shape.packing().packedShape();
  }

  @Override
  public double timeShift(int steps) {
    return flux.timeShift(shape.packing(), steps);
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    if (latents.size() != times.length) {
      throw new IllegalArgumentException(
          "%d latents have %d times".formatted(latents.size(), times.length));
    }
    latentShape().requireOf(latents);
    List<VelocityRow> rows = new ArrayList<>(latents.size());
    for (int row = 0; row < times.length; row++) {
      rows.add(new VelocityRow(latents.get(row), times[row], text));
    }
    return rows.isEmpty() ? List.of() : flux.velocity(shape, rows, account);
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    latentShape().requireOf(latents);
    return latents.isEmpty() ? List.of() : flux.decode(shape.packing(), latents, account);
  }

  /** Nothing to give back: the encoded prompt lies on the host. */
  @Override
  public void close() {}
}
