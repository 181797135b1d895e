package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.DeviceWorker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models of the configuration, loaded and warmed up before anything is served. */
final class LoadedModels implements ServedModels, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadedModels.class);

  private final List<FluxServedModel> models = new ArrayList<>();
  private final DeviceWorker worker;

  LoadedModels(ModelProperties properties, Device device, DeviceWorker worker) {
    this.worker = worker;
    for (ModelProperties.Folder folder : properties.folders()) {
      FluxServedModel model = load(folder, device, worker);
      models.add(model);
      model.warmUp();
      LOG.info("Model {} is loaded from {}", folder.name(), folder.location());
    }
  }

  private static FluxServedModel load(
      ModelProperties.Folder properties, Device device, DeviceCalls calls) {
    try (ModelFolder folder = ModelFolder.open(properties.location())) {
      return new FluxServedModel(
          properties,
          FluxModel.load(FluxFolder.of(folder.path(), properties.preview()), device, calls));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot load model " + properties.name(), unreadable);
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
    models.forEach(FluxServedModel::close);
  }
}
