package dev.rollover.model;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * All models as they fit into the memory that there is.
 *
 * @param layouts of each
 * @param plans of each
 */
record MemoryFit(List<Layout> layouts, List<MemoryPlan> plans) {

  /**
   * Takes the first that fits of: as the configuration says; with decoders in tiles where that was
   * left open; and with encoders on the host besides, where they were given no device and the pool
   * has one of the host that is not the transformer's.
   *
   * @param placements of each, as the configuration says
   * @throws ModelTooLargeException with the numbers of the last if none fits
   */
  static MemoryFit of(
      List<CheckedFolder> models, List<Placement> placements, DevicePool pool, MemoryLimit limit) {
    List<Layout> said =
        layouts(models, index -> new Layout(placements.get(index), is(models, index, Tiling.ON)));
    List<Layout> tiled =
        layouts(models, index -> new Layout(placements.get(index), !is(models, index, Tiling.OFF)));
    List<Layout> offloaded =
        layouts(models, index -> offloaded(models.get(index), tiled.get(index), pool));
    MemoryFit fit = planned(models, said, limit);
    for (List<Layout> smaller : List.of(tiled, offloaded)) {
      if (!limit.allows(fit.sum(), pool)) {
        fit = planned(models, smaller, limit);
      }
    }
    limit.require(fit.sum(), pool);
    return fit;
  }

  private static List<Layout> layouts(List<CheckedFolder> models, IntFunction<Layout> layout) {
    return IntStream.range(0, models.size()).mapToObj(layout).toList();
  }

  private static boolean is(List<CheckedFolder> models, int index, Tiling tiling) {
    return models.get(index).properties().decoderTiles() == tiling;
  }

  private static MemoryFit planned(
      List<CheckedFolder> models, List<Layout> layouts, MemoryLimit limit) {
    List<MemoryPlan> plans =
        IntStream.range(0, models.size())
            .mapToObj(index -> models.get(index).model().plan(layouts.get(index), limit.batches()))
            .toList();
    return new MemoryFit(layouts, plans);
  }

  private static Layout offloaded(CheckedFolder model, Layout layout, DevicePool pool) {
    Optional<Place> host =
        pool.places().stream()
            .filter(place -> !place.device().isGpu())
            .filter(place -> !layout.placement().transformers().contains(place))
            .findFirst();
    return model.properties().encoderDevice() != null || host.isEmpty()
        ? layout
        : layout.encodersOn(host.get());
  }

  /** What all of them take together. */
  private MemoryPlan sum() {
    return plans.stream().reduce(MemoryPlan.NONE, MemoryPlan::beside);
  }
}
