package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
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
  private final Device device;
  private final DeviceWorker worker;
  private final List<LoadedModel> models = new ArrayList<>();

  LoadedModels(
      ModelProperties properties, List<ModelFamily> families, Device device, DeviceWorker worker) {
    this.families = families;
    this.device = device;
    this.worker = worker;
    for (ModelProperties.Folder folder : properties.folders()) {
      LoadedModel model = load(folder);
      models.add(model);
      warmUp(model);
      LOG.info("Model {} is loaded from {}", folder.name(), folder.location());
    }
  }

  private LoadedModel load(ModelProperties.Folder properties) {
    try (ModelFolder folder = ModelFolder.open(properties.location())) {
      folder.requirePipeline();
      return familyOf(folder.path()).load(properties, folder.path(), device, worker);
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

  /** Goes once through every program, so that the first request does not wait for it. */
  private static void warmUp(ServedModel model) {
    int side = model.sizes().usual();
    try (FlowModel flow = model.prepare(new Conditions("warm up", side, side, null, false))) {
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

  /** Waits for the device: a call that runs still needs the weights. */
  @Override
  public void close() {
    worker.close();
    models.forEach(LoadedModel::close);
  }
}
