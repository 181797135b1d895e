package dev.rollover.model.flux2;

import dev.rollover.model.FlowModel;
import dev.rollover.model.LatentShape;
import dev.rollover.model.NegativeText;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A FLUX.2 klein that has been given its prompt and size.
 *
 * @param text the prompt as the transformer reads it, on the host
 * @param negative what it is led away from, if anything
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record PreparedFlux2(
    Flux2Model flux,
    VelocityShape shape,
    float[] text,
    @Nullable NegativeText<float[]> negative,
    DeviceAccount account)
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
  public int nfePerVelocity() {
    return negative == null ? 1 : 2;
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    latentShape().requireOf(latents, times);
    if (latents.isEmpty()) {
      return List.of();
    }
    List<VelocityRow> rows = rows(latents, times, text);
    return negative == null
        ? flux.velocity(shape, rows, account)
        : guided(negative, rows(latents, times, negative.text()), rows);
  }

  /** One call for both prompts, so that they go through the transformer together. */
  private List<float[]> guided(
      NegativeText<float[]> away, List<VelocityRow> from, List<VelocityRow> towards) {
    List<VelocityRow> both = Stream.concat(from.stream(), towards.stream()).toList();
    return away.guide(flux.velocity(shape, both, account));
  }

  private static List<VelocityRow> rows(List<float[]> latents, double[] times, float[] text) {
    return IntStream.range(0, times.length)
        .mapToObj(row -> new VelocityRow(latents.get(row), times[row], text))
        .toList();
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
