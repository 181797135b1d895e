package dev.rollover.model;

import java.util.List;

/**
 * The models, for whoever comes when all that is loaded at the start is there. The one place that
 * decides it: who comes earlier is told to come again.
 */
final class ModelsOnceLoaded implements ServedModels {

  private final LoadedModels models;
  private final StartLoading loading;

  ModelsOnceLoaded(LoadedModels models, StartLoading loading) {
    this.models = models;
    this.loading = loading;
  }

  @Override
  public List<ServedModel> all() {
    loading.requireDone();
    return loaded();
  }

  @Override
  public List<ServedModel> loaded() {
    return models.loaded();
  }

  @Override
  public MemoryPlan memory(ServedModel model) {
    return models.memory(model);
  }
}
