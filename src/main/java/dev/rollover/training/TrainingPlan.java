package dev.rollover.training;

/**
 * How much is done to train the bundled model.
 *
 * @param autoencoderSteps of the first stage
 * @param examples that the flow learns from
 * @param flowSteps of the second stage
 * @param chunks of pairs that straighten the flow, kept on disk one by one
 * @param chunk pairs of one of them
 * @param straighteningSteps of the third stage
 * @param prompts that the finished model is measured with
 * @param preview of the last stage
 */
record TrainingPlan(
    int autoencoderSteps,
    int examples,
    int flowSteps,
    int chunks,
    int chunk,
    int straighteningSteps,
    int prompts,
    TrainPreview.Plan preview) {

  /** What the model in this service has been through. */
  static final TrainingPlan BUNDLED =
      new TrainingPlan(2000, 60_000, 4800, 8, 2048, 1500, 500, TrainPreview.Plan.BUNDLED);
}
