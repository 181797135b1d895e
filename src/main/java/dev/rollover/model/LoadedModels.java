package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.DevicePool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of the configuration: looked through and planned when made, and then loaded. */
final class LoadedModels implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  private final List<ModelFamily> families;
  private final DevicePool pool;
  private final MemoryFit fit;
  private final List<LoadedModel> models = new CopyOnWriteArrayList<>();

  /**
   * Looks all folders through, and makes sure that there is memory for them.
   *
   * @throws ModelFormatException if a file is missing, or says what cannot be done here
   * @throws ModelTooLargeException if they do not fit
   */
  LoadedModels(
      ModelProperties properties, List<ModelFamily> families, DevicePool pool, MemoryLimit limit) {
    this.families = families;
    this.pool = pool;
    this.fit =
        MemoryFit.of(
            properties.folders(),
            placements(properties.folders()),
            pool,
            limit,
            (folder, placement) -> plan(folder, placement, limit.batches()));
  }

  /** What remains to be done for each, in their order. */
  List<StartLoad> loads() {
    return IntStream.range(0, fit.folders().size()).<StartLoad>mapToObj(Load::new).toList();
  }

  /** The loading of one model, and its warm-up on each of its devices. */
  private final class Load implements StartLoad {

    private final ModelProperties.Folder folder;
    private final Placement placement;
    private final MemoryPlan plan;

    Load(int index) {
      this.folder = fit.folders().get(index);
      this.placement = fit.placements().get(index);
      this.plan = fit.plans().get(index);
    }

    @Override
    public String label() {
      return folder.name();
    }

    @Override
    public long bytes() {
      return plan.weights();
    }

    @Override
    public void load(Runnable triedOut) {
      LoadedModel model = in(folder, (family, files) -> family.load(folder, files, placement));
      models.add(model);
      triedOut.run();
      placement.names().forEach(device -> warmUp(folder, model, device));
      LOG.info(
          "Model {} is loaded from {} on {}",
          folder.name(),
          folder.location(),
          String.join(", ", placement.names()));
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

  /** Those that are loaded so far. */
  List<ServedModel> loaded() {
    return List.copyOf(models);
  }

  /** What a model of them takes. */
  MemoryPlan memory(ServedModel model) {
    return fit.plans().get(models.indexOf(model));
  }

  /** Waits for the devices: a call that runs still needs the weights. */
  @Override
  public void close() {
    pool.stop();
    models.forEach(LoadedModel::close);
  }
}
