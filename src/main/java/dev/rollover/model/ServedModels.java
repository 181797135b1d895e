package dev.rollover.model;

import java.util.List;
import java.util.Optional;

/** The models that this process serves. */
public interface ServedModels {

  /**
   * Every model, the default first; at least one.
   *
   * @throws ModelsLoadingException while they are loaded
   */
  List<ServedModel> all();

  /** Those that are there already, whether or not others are still to come. */
  default List<ServedModel> loaded() {
    return all();
  }

  /** What a model of them takes of the memory of its devices. */
  default MemoryPlan memory(ServedModel model) {
    return MemoryPlan.NONE;
  }

  /**
   * The model that requests call so.
   *
   * @throws ModelsLoadingException while they are loaded
   */
  default Optional<ServedModel> find(String name) {
    return all().stream().filter(model -> model.name().equals(name)).findFirst();
  }
}
