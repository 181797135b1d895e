package dev.rollover.model;

import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCallException;
import dev.rollover.tensor.DevicePool;
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

  private final DevicePool pool;
  private final List<CheckedFolder> checked = new ArrayList<>();
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
    this.pool = pool;
    List<Placement> placements = placements(properties.folders(), pool);
    try {
      properties.folders().forEach(folder -> checked.add(CheckedFolder.open(folder, families)));
      for (int index = 0; index < checked.size(); index++) {
        checked.get(index).requireWarmUp(property(index));
      }
      fit = MemoryFit.of(checked, placements, pool, limit);
    } catch (RuntimeException e) {
      checked.forEach(CheckedFolder::close);
      throw e;
    }
  }

  /** What remains to be done for each, in their order. */
  List<StartLoad> loads() {
    return IntStream.range(0, checked.size()).<StartLoad>mapToObj(Load::new).toList();
  }

  /** All of them, before the first is loaded: that takes a while. */
  private static List<Placement> placements(List<ModelProperties.Folder> folders, DevicePool pool) {
    List<Placement> placements = new ArrayList<>();
    for (int index = 0; index < folders.size(); index++) {
      placements.add(Placement.of(folders.get(index), property(index), pool));
    }
    return placements;
  }

  /** The name of a model's properties. */
  private static String property(int index) {
    return "%s.served[%d]".formatted(ModelProperties.PREFIX, index);
  }

  /** The loading of one model, and its warm-up on each of its devices. */
  private final class Load implements StartLoad {

    private final CheckedFolder folder;
    private final Layout layout;
    private final MemoryPlan plan;

    Load(int index) {
      this.folder = checked.get(index);
      this.layout = fit.layouts().get(index);
      this.plan = fit.plans().get(index);
    }

    @Override
    public String label() {
      return folder.properties().name();
    }

    @Override
    public long bytes() {
      return plan.weights();
    }

    @Override
    public void load(Runnable triedOut) {
      LoadedModel model = loaded();
      models.add(model);
      triedOut.run();
      List<String> devices = layout.placement().names();
      devices.forEach(device -> warmUp(folder.properties(), model, device));
      LOG.info(
          "Model {} is loaded from {} on {}",
          label(),
          folder.properties().location(),
          String.join(", ", devices));
    }

    private LoadedModel loaded() {
      try (folder) {
        return folder.load(layout);
      }
    }
  }

  private static void warmUp(ModelProperties.Folder folder, ServedModel model, String device) {
    try {
      for (ImageSize size : folder.warmUp().isEmpty() ? usual(model) : folder.warmUp()) {
        warmUp(model, device, size);
      }
    } catch (DeviceCallException failed) {
      if (failed.getCause() instanceof NotFiniteException broken) {
        throw new ModelFormatException(
            Path.of(folder.location()), broken.getMessage() + ": its weights are broken", failed);
      }
      throw failed;
    }
  }

  private static List<ImageSize> usual(ServedModel model) {
    int side = model.sizes().usual();
    return List.of(new ImageSize(side, side));
  }

  /** Goes once through every program of a device, so that no request waits for it. */
  private static void warmUp(ServedModel model, String device, ImageSize size) {
    DeviceAccount account = DeviceAccount.onlyOn(device);
    try (FlowModel flow =
        model.prepare(new Conditions("warm up", size.width(), size.height(), null, account))) {
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
    checked.forEach(CheckedFolder::close);
  }
}
