package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.DevicePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of the configuration, loaded and warmed up before anything is served. */
final class LoadedModels implements ServedModels, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  private final List<ModelFamily> families;
  private final DevicePool pool;
  private final List<LoadedModel> models = new ArrayList<>();
  private final List<MemoryPlan> plans;

  LoadedModels(
      ModelProperties properties, List<ModelFamily> families, DevicePool pool, MemoryLimit limit) {
    this.families = families;
    this.pool = pool;
    MemoryFit fit =
        MemoryFit.of(
            properties.folders(),
            placements(properties.folders()),
            pool,
            limit,
            (folder, placement) -> plan(folder, placement, limit.batches()));
    List<ModelProperties.Folder> folders = fit.folders();
    List<Placement> placements = fit.placements();
    plans = fit.plans();
    for (int index = 0; index < folders.size(); index++) {
      ModelProperties.Folder folder = folders.get(index);
      LoadedModel model = load(folder, placements.get(index));
      models.add(model);
      placements.get(index).names().forEach(device -> warmUp(folder, model, device));
      LOG.info(
          "Model {} is loaded from {} on {}",
          folder.name(),
          folder.location(),
          String.join(", ", placements.get(index).names()));
    }
  }

  /** All of them, before the first is loaded: that takes a while. */
  private List<Placement> placements(List<ModelProperties.Folder> folders) {
    List<Placement> placements = new ArrayList<>();
    for (int index = 0; index < folders.size(); index++) {
      placements.add(
          Placement.of(folders.get(index), "rollover.models.served[%d]".formatted(index), pool));
    }
    return placements;
  }

  private MemoryPlan plan(
      ModelProperties.Folder properties, Placement placement, BatchLimits batches) {
    return in(properties, (family, folder) -> family.plan(properties, folder, placement, batches));
  }

  private LoadedModel load(ModelProperties.Folder properties, Placement placement) {
    return in(properties, (family, folder) -> family.load(properties, folder, placement));
  }

  /** Does something with a folder while it is open. */
  private interface Use<T> {
    T of(ModelFamily family, Path folder) throws IOException;
  }

  private <T> T in(ModelProperties.Folder properties, Use<T> use) {
    try (ModelFolder folder = ModelFolder.open(properties.location())) {
      folder.requirePipeline();
      return use.of(familyOf(folder.path()), folder.path());
    } catch (IOException unreadable) {
      throw new ModelFormatException(
          Path.of(properties.location()), "cannot be read: " + unreadable, unreadable);
    }
  }

  private ModelFamily familyOf(Path folder) throws IOException {
    String[] pipelines = families.stream().map(ModelFamily::pipeline).toArray(String[]::new);
    String pipeline =
        ConfigFile.read(folder.resolve(ModelFolder.INDEX)).oneOf("_class_name", pipelines);
    return families.stream()
        .filter(family -> family.pipeline().equals(pipeline))
        .findFirst()
        .orElseThrow();
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
