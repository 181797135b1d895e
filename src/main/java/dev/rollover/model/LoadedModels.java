package dev.rollover.model;

import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.DevicePool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of the configuration, loaded and warmed up before anything is served. */
final class LoadedModels implements ServedModels, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  private final DevicePool pool;
  private final List<LoadedModel> models = new ArrayList<>();
  private final List<MemoryPlan> plans;

  LoadedModels(
      ModelProperties properties, List<ModelFamily> families, DevicePool pool, MemoryLimit limit) {
    this.pool = pool;
    List<Placement> placements = placements(properties.folders(), pool);
    List<CheckedFolder> checked = new ArrayList<>();
    try {
      properties.folders().forEach(folder -> checked.add(CheckedFolder.open(folder, families)));
      MemoryFit fit = MemoryFit.of(checked, placements, pool, limit);
      plans = fit.plans();
      for (int index = 0; index < checked.size(); index++) {
        load(checked.get(index), fit.layouts().get(index));
      }
    } finally {
      checked.forEach(CheckedFolder::close);
    }
  }

  /** All of them, before the first is loaded: that takes a while. */
  private static List<Placement> placements(List<ModelProperties.Folder> folders, DevicePool pool) {
    List<Placement> placements = new ArrayList<>();
    for (int index = 0; index < folders.size(); index++) {
      placements.add(
          Placement.of(folders.get(index), "rollover.models.served[%d]".formatted(index), pool));
    }
    return placements;
  }

  private void load(CheckedFolder checked, Layout layout) {
    ModelProperties.Folder folder = checked.properties();
    LoadedModel model = checked.load(layout);
    models.add(model);
    List<String> devices = layout.placement().names();
    devices.forEach(device -> warmUp(folder, model, device));
    LOG.info(
        "Model {} is loaded from {} on {}",
        folder.name(),
        folder.location(),
        String.join(", ", devices));
  }

  private static void warmUp(ModelProperties.Folder folder, ServedModel model, String device) {
    try {
      warmUp(model, device);
    } catch (DeviceCallException failed) {
      if (failed.getCause() instanceof NotFiniteException broken) {
        throw new ModelFormatException(
            Path.of(folder.location()), broken.getMessage() + ": its weights are broken", failed);
      }
      throw failed;
    }
  }

  /** Goes once through every program of a device, so that no request waits for it. */
  private static void warmUp(ServedModel model, String device) {
    int side = model.sizes().usual();
    DeviceAccount account = DeviceAccount.onlyOn(device);
    try (FlowModel flow = model.prepare(new Conditions("warm up", side, side, null, account))) {
      List<float[]> noise = List.of(new float[flow.latentShape().size()]);
      List<float[]> latents = flow.velocity(noise, new double[] {1});
      flow.decode(latents);
      if (flow.hasPreview()) {
        flow.preview(latents);
      }
    }
  }

  @Override
  public List<ServedModel> all() {
    return List.copyOf(models);
  }

  @Override
  public MemoryPlan memory(ServedModel model) {
    return plans.get(models.indexOf(model));
  }

  /** Waits for the devices: a call that runs still needs the weights. */
  @Override
  public void close() {
    pool.stop();
    models.forEach(LoadedModel::close);
  }
}
