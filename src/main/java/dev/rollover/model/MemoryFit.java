package dev.rollover.model;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All models as they fit into the memory that there is. While they do not, these steps are taken,
 * each where that was left open and if it gains something: decoders in tiles; encoders on the host,
 * which is added to a pool of GPUs for them; encoders whose weights come to their device at each
 * use; then so the transformers', block by block from the last, and model by model from the last.
 */
final class MemoryFit {

  private final List<CheckedFolder> models;
  private final DevicePool pool;
  private final MemoryLimit limit;
  private List<Layout> layouts;
  private List<MemoryPlan> plans;
  private long excess;

  private MemoryFit(
      List<CheckedFolder> models, List<Placement> placements, DevicePool pool, MemoryLimit limit) {
    this.models = models;
    this.pool = pool;
    this.limit = limit;
    this.layouts = each(index -> said(models.get(index).properties(), placements.get(index)));
    this.plans = plans(layouts);
    this.excess = limit.excess(sum(plans), pool);
  }

  /**
   * Fits models.
   *
   * @param placements of each, as the configuration says
   * @throws ModelTooLargeException with the numbers if nothing fits
   */
  static MemoryFit of(
      List<CheckedFolder> models, List<Placement> placements, DevicePool pool, MemoryLimit limit) {
    MemoryFit fit = new MemoryFit(models, placements, pool, limit);
    fit.tile();
    fit.encodeOnHost();
    fit.streamEncoders();
    fit.streamTransformers();
    limit.require(sum(fit.plans), pool);
    return fit;
  }

  /** How each model is laid out. */
  List<Layout> layouts() {
    return layouts;
  }

  /** What each model takes. */
  List<MemoryPlan> plans() {
    return plans;
  }

  private static Layout said(ModelProperties.Folder properties, Placement placement) {
    return new Layout(
        placement,
        properties.decoderTiles() == Tiling.ON,
        properties.streaming() == Streaming.ON ? StreamedParts.ALL : StreamedParts.NONE);
  }

  private void tile() {
    step(
        index ->
            properties(index).decoderTiles() == Tiling.AUTO
                ? layouts.get(index).tiled()
                : layouts.get(index));
  }

  private void encodeOnHost() {
    if (excess > 0 && models.stream().anyMatch(model -> isOpen(model.properties()))) {
      host()
          .ifPresent(
              place ->
                  step(
                      index ->
                          isOpen(properties(index))
                              ? layouts.get(index).encodersOn(place)
                              : layouts.get(index)));
    }
  }

  private static boolean isOpen(ModelProperties.Folder properties) {
    return properties.encoderDevice() == null;
  }

  /** A device of the host on which no transformer is. */
  private Optional<Place> host() {
    return pool.places().stream()
        .filter(place -> !place.device().isGpu())
        .filter(place -> layouts.stream().noneMatch(layout -> layout.hasTransformerOn(place)))
        .findFirst()
        .or(pool::addHost);
  }

  private void streamEncoders() {
    step(index -> streaming(index, layouts.get(index).streamed().withEncoders()));
  }

  private void streamTransformers() {
    for (int model = models.size() - 1; model >= 0; model--) {
      streamTransformer(model);
    }
  }

  private void streamTransformer(int model) {
    StreamedParts streamed = layouts.get(model).streamed();
    MemoryPlan before = plans.get(model);
    for (int blocks = 1; excess > 0; blocks++) {
      Layout layout = streaming(model, streamed.withBlocks(blocks));
      MemoryPlan after = plan(model, layout);
      if (after.equals(before)) {
        return; // There are no more blocks.
      }
      before = after;
      step(index -> index == model ? layout : layouts.get(index));
    }
  }

  private Layout streaming(int model, StreamedParts streamed) {
    Layout layout = layouts.get(model);
    return properties(model).streaming() == Streaming.AUTO ? layout.streaming(streamed) : layout;
  }

  /** Takes other layouts if something does not fit and they are nearer to fitting. */
  private void step(IntFunction<Layout> change) {
    if (excess > 0) {
      List<Layout> changed = each(change);
      List<MemoryPlan> planned = plans(changed);
      long left = limit.excess(sum(planned), pool);
      if (left < excess) {
        layouts = changed;
        plans = planned;
        excess = left;
      }
    }
  }

  private ModelProperties.Folder properties(int model) {
    return models.get(model).properties();
  }

  private MemoryPlan plan(int model, Layout layout) {
    return models.get(model).model().plan(layout, limit.batches());
  }

  private List<MemoryPlan> plans(List<Layout> of) {
    return each(index -> plan(index, of.get(index)));
  }

  /** What all of them take together. */
  private static MemoryPlan sum(List<MemoryPlan> plans) {
    return plans.stream().reduce(MemoryPlan.NONE, MemoryPlan::beside);
  }

  private <T> List<T> each(IntFunction<T> of) {
    return IntStream.range(0, models.size()).mapToObj(of).toList();
  }
}
