package dev.rollover.model.flux;

import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.tensor.Device;
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
final class FluxGradients implements Replicas.Replica {

  /** Pixels, or one image, whose gradients are taken at once: all in between is kept meanwhile. */
  private static final int MOST_PIXELS = 1 << 16;

  private final Device device;
  private final TransformerInputs inputs;
  private final Network transformer;
  private final MeanDecoder decoder;
  private final @Nullable MeanDecoder preview;

  /**
   * Takes gradients through networks, which their owner closes.
   *
   * @param preview none where there is no preview decoder
   */
  FluxGradients(
      Device device,
      TransformerInputs inputs,
      Network transformer,
      MeanDecoder decoder,
      @Nullable MeanDecoder preview) {
    this.device = device;
    this.inputs = inputs;
    this.transformer = transformer;
    this.decoder = decoder;
    this.preview = preview;
  }

  /**
   * The gradient of each row by its latent.
   *
   * @param pixels of one image
   */
  List<float[]> of(LatentPacking packing, long pixels, List<GradientRow> rows) {
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

  private List<float[]> together(LatentPacking packing, List<GradientRow> rows) {
    GradientRow first = rows.getFirst();
    MeanDecoder ofMeans = first.previewed() ? Objects.requireNonNull(preview) : decoder;
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor[] read = inputs.of(scope, packing, rows.stream().map(GradientRow::at).toList());
      Tensor latents = read[TransformerInputs.LATENTS].requireGradient();
      Tensor velocities = velocities(scope, packing, rows, read);
      Tensor images =
          ofMeans.record(scope, packing, latents, velocities, read[TransformerInputs.TIMES]);
      gradients.backward(first.function().record(scope, images));
      return latents.gradient().toRows();
    }
  }

  /** Of guided rows u⁻ + s·(u⁺ − u⁻), both of them by the same latents. */
  private Tensor velocities(
      Scope scope, LatentPacking packing, List<GradientRow> rows, Tensor[] read) {
    Tensor towards = transformer.record(scope, read);
    GradientRow first = rows.getFirst();
    if (first.negative() == null) {
      return towards;
    }
    Tensor[] other = inputs.of(scope, packing, rows.stream().map(GradientRow::away).toList());
    other[TransformerInputs.LATENTS] = read[TransformerInputs.LATENTS];
    Tensor scale = scope.floats(new float[] {(float) first.scale()}, 1);
    Tensor rest = scope.floats(new float[] {(float) (1 - first.scale())}, 1);
    return transformer.record(scope, other).times(rest).plus(towards.times(scale));
  }

  @Override
  public void close() {
    decoder.close();
    if (preview != null) {
      preview.close();
    }
  }
}
