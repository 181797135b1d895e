package dev.rollover.model.pipeline;

import dev.rollover.model.LatentPacking;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Replicas;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gradients of functions of images by the latents that lead to them: once forwards through
 * transformer, decoder and function, and once back. Run by one thread at a time.
 */
final class PipelineGradients<T> implements Replicas.Replica {

  /** Pixels, or one image, whose gradients are taken at once: all in between is kept meanwhile. */
  private static final int MOST_PIXELS = 1 << 16;

  private final Transformer<T> transformer;
  private final MeanDecoder decoder;
  private final @Nullable MeanDecoder preview;

  /** Takes gradients through networks of one device, which their owner closes. */
  PipelineGradients(Transformer<T> transformer, Decoders decoders) {
    this.transformer = transformer;
    this.decoder = decoders.means();
    this.preview = decoders.previewMeans();
  }

  /**
   * The gradient of each row by its latent.
   *
   * @param pixels of one image
   */
  List<float[]> of(LatentPacking packing, long pixels, List<GradientRow<T>> rows) {
    long atOnce = Math.max(1, MOST_PIXELS / pixels);
    List<float[]> gradients = new ArrayList<>(rows.size());
    int from = 0;
    while (from < rows.size()) {
      int to = from + 1;
      while (to < rows.size() && to < from + atOnce && rows.get(to).goesWith(rows.get(from))) {
        to++;
      }
      gradients.addAll(together(packing, rows.subList(from, to)));
      from = to;
    }
    return gradients;
  }

  private List<float[]> together(LatentPacking packing, List<GradientRow<T>> rows) {
    GradientRow<T> first = rows.getFirst();
    MeanDecoder ofMeans = first.previewed() ? Objects.requireNonNull(preview) : decoder;
    try (Scope scope = transformer.device().scope();
        Gradients gradients = new Gradients()) {
      VelocityBatch<T> batch =
          VelocityBatch.of(scope, packing, rows.stream().map(GradientRow::at).toList());
      Tensor latents = batch.latents().requireGradient();
      Tensor images = ofMeans.record(scope, batch, velocities(scope, batch, rows));
      gradients.backward(first.function().record(scope, images));
      return latents.gradient().toRows();
    }
  }

  /** Of guided rows u⁻ + s·(u⁺ − u⁻), both of them by the same latents. */
  private Tensor velocities(Scope scope, VelocityBatch<T> batch, List<GradientRow<T>> rows) {
    Tensor towards = transformer.record(scope, batch);
    GradientRow<T> first = rows.getFirst();
    if (first.negative() == null) {
      return towards;
    }
    VelocityBatch<T> away = batch.with(rows.stream().map(GradientRow::away).toList());
    Tensor scale = scope.floats(new float[] {(float) first.scale()}, 1);
    Tensor rest = scope.floats(new float[] {(float) (1 - first.scale())}, 1);
    return transformer.record(scope, away).times(rest).plus(towards.times(scale));
  }

  @Override
  public void close() {
    decoder.close();
    if (preview != null) {
      preview.close();
    }
  }
}
