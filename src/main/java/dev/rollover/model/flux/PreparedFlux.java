package dev.rollover.model.flux;

import dev.rollover.model.FlowModel;
import dev.rollover.model.ImageFunction;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.LatentShape;
import dev.rollover.model.NegativeText;
import dev.rollover.model.RgbImage;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A FLUX that has been given its prompt and size.
 *
 * @param textTokens of the prompt
 * @param negative what it is led away from, if anything
 * @param guidance the scale that the transformer takes, if it takes one
 */
record PreparedFlux(
    FluxModel flux,
    LatentPacking packing,
    int textTokens,
    TextEmbedding text,
    @Nullable NegativeText<TextEmbedding> negative,
    double guidance,
    DeviceAccount account)
    implements FlowModel {

  @Override
  public LatentShape latentShape() {
    return packing.packedShape();
  }

  @Override
  public double timeShift(int steps) {
    return flux.timeShift(packing);
  }

  @Override
  public int nfePerVelocity() {
    return negative == null ? 1 : 2;
  }

  @Override
  public List<float[]> velocity(List<float[]> latents, double[] times) {
    List<VelocityRow> rows = rows(latents, times);
    if (rows.isEmpty()) {
      return List.of();
    }
    return negative == null ? flux.velocity(shape(false), rows, account) : guided(negative, rows);
  }

  /** One call for both prompts, so that they go through the transformer together. */
  private List<float[]> guided(NegativeText<TextEmbedding> away, List<VelocityRow> rows) {
    List<VelocityRow> both =
        Stream.concat(rows.stream().map(row -> row.with(away.text())), rows.stream()).toList();
    return away.guide(flux.velocity(shape(false), both, account));
  }

  private VelocityShape shape(boolean guided) {
    return new VelocityShape(packing, textTokens, guided);
  }

  private List<VelocityRow> rows(List<float[]> latents, double[] times) {
    latentShape().requireOf(latents, times);
    List<VelocityRow> rows = new ArrayList<>(latents.size());
    for (int row = 0; row < times.length; row++) {
      rows.add(new VelocityRow(latents.get(row), times[row], text, guidance));
    }
    return rows;
  }

  @Override
  public List<RgbImage> decode(List<float[]> latents) {
    latentShape().requireOf(latents);
    return latents.isEmpty() ? List.of() : flux.decode(packing, latents, account);
  }

  @Override
  public boolean hasPreview() {
    return flux.hasPreview();
  }

  @Override
  public List<RgbImage> preview(List<float[]> latents) {
    if (!hasPreview()) {
      return decode(latents);
    }
    latentShape().requireOf(latents);
    return latents.isEmpty() ? List.of() : flux.preview(packing, latents, account);
  }

  @Override
  public List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction function, boolean previewed) {
    List<GradientRow> rows =
        rows(latents, times).stream()
            .map(row -> new GradientRow(row, negative, function, previewed && hasPreview()))
            .toList();
    return rows.isEmpty() ? List.of() : flux.gradients(shape(negative != null), rows, account);
  }

  /** Nothing to give back: the encoded prompt lies on the host. */
  @Override
  public void close() {}
}
