package dev.rollover.reward;

import dev.rollover.model.ServedModel;

/** The models whose images a kind of reward judges; the narrower ones last. */
public enum Judges {
  /** All. */
  ANY_MODEL {
    @Override
    boolean include(ServedModel model) {
      return true;
    }
  },
  /** Those whose images are scenes of the bundled world. */
  MODELS_OF_SCENES {
    @Override
    boolean include(ServedModel model) {
      return model.showsScenes();
    }
  },
  /** Those whose images are no scenes of the bundled world. */
  MODELS_OF_PHOTOGRAPHS {
    @Override
    boolean include(ServedModel model) {
      return !model.showsScenes();
    }
  };

  abstract boolean include(ServedModel model);
}
