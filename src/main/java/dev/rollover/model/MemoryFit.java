package dev.rollover.model;

import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All models as they fit into the memory that there is.
 *
 * @param folders what the configuration says of each, what it left open being decided
 * @param placements of each
 * @param plans of each
 */
record MemoryFit(
    List<ModelProperties.Folder> folders, List<Placement> placements, List<MemoryPlan> plans) {

  /** Plans the memory of a model. */
  interface Planning {
    MemoryPlan plan(ModelProperties.Folder folder, Placement placement);
  }

  /**
   * Takes the first that fits of: as the configuration says; with decoders in tiles where that was
   * left open; and with encoders on the host besides, where they were given no device and the pool
   * has one of the host that is not the transformer's.
   *
   * @throws ModelTooLargeException with the numbers of the last if none fits
   */
  static MemoryFit of(
      List<ModelProperties.Folder> said,
      List<Placement> placements,
      DevicePool pool,
      MemoryLimit limit,
      Planning planning) {
    List<ModelProperties.Folder> tiled = said.stream().map(ModelProperties.Folder::tiled).toList();
    List<Placement> offloaded =
        IntStream.range(0, said.size())
            .mapToObj(index -> offloaded(said.get(index), placements.get(index), pool))
            .toList();
    MemoryFit fit = planned(said, placements, planning);
    if (!limit.allows(fit.sum(), pool)) {
      fit = planned(tiled, placements, planning);
    }
    if (!limit.allows(fit.sum(), pool)) {
      fit = planned(tiled, offloaded, planning);
    }
    limit.require(fit.sum(), pool);
    return fit;
  }

  private static MemoryFit planned(
      List<ModelProperties.Folder> folders, List<Placement> placements, Planning planning) {
    List<MemoryPlan> plans = new ArrayList<>();
    for (int index = 0; index < folders.size(); index++) {
      plans.add(planning.plan(folders.get(index), placements.get(index)));
    }
    return new MemoryFit(folders, placements, plans);
  }

  private static Placement offloaded(
      ModelProperties.Folder folder, Placement placement, DevicePool pool) {
    Optional<Place> host =
        pool.places().stream()
            .filter(place -> !place.device().isGpu())
            .filter(place -> !placement.transformers().contains(place))
            .findFirst();
    return folder.encoderDevice() != null || host.isEmpty()
        ? placement
        : placement.encodersOn(host.get());
  }

  /** What all of them take together. */
  private MemoryPlan sum() {
    return plans.stream().reduce(MemoryPlan.NONE, MemoryPlan::beside);
  }
}
