package dev.rollover.model.pipeline;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentShape;
import dev.rollover.model.NegativeText;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model that has been given its prompt and size.
 *
 * @param text of the prompt
 * @param negative what it is led away from, if anything
 * @param guidance the scale that the transformer takes; null if it takes none
 */
record PreparedModel<T>(
    PipelineModel<?, T> model,
    VelocityShape shape,
    T text,
    @Nullable NegativeText<T> negative,
    @Nullable Double guidance,
    DeviceAccount account)
    implements FlowModel {

  @Override
  public LatentShape latentShape() {
    return shape.packing().packedShape();
  }

  @Override
  public double timeShift(int steps) {
    return model.timeShift(shape.packing(), steps);
  }

  @Override
  public int nfePerVelocity() {
    return negative == null ? 1 : 2;
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    List<VelocityRow<T>> rows = rows(latents, times);
    if (rows.isEmpty()) {
      return List.of();
    }
    return negative == null ? model.velocity(shape, rows, account) : guided(negative, rows);
  }

  /** One call for both prompts, so that they go through the transformer together. */
  private List<float[]> guided(NegativeText<T> away, List<VelocityRow<T>> rows) {
    List<VelocityRow<T>> both =
        Stream.concat(rows.stream().map(row -> row.with(away.text())), rows.stream()).toList();
    return away.guide(model.velocity(shape, both, account));
  }

  private List<VelocityRow<T>> rows(List<float[]> latents, double[] times) {
    latentShape().requireOf(latents, times);
    return IntStream.range(0, times.length)
        .mapToObj(row -> new VelocityRow<>(latents.get(row), times[row], text, guidance))
        .toList();
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    latentShape().requireOf(latents);
    return latents.isEmpty() ? List.of() : model.decode(shape.packing(), latents, account);
  }

  @Override
  public boolean hasPreview() {
    return model.hasPreview();
  }

  @Override
  public List<RgbImage> preview(List<float[]> latents) {
    if (!hasPreview()) {
      return decode(latents);
    }
    latentShape().requireOf(latents);
    return latents.isEmpty() ? List.of() : model.preview(shape.packing(), latents, account);
  }

  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction function, boolean previewed) {
    List<GradientRow<T>> rows =
        rows(latents, times).stream()
            .map(row -> new GradientRow<>(row, negative, function, previewed && hasPreview()))
            .toList();
    VelocityShape guided = new VelocityShape(shape.packing(), shape.textTokens(), negative != null);
    return rows.isEmpty() ? List.of() : model.gradients(guided, rows, account);
  }

  /** Nothing to give back: the encoded prompt lies on the host. */
  @Override
  public void close() {}
}
