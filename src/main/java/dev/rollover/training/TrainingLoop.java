package dev.rollover.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The steps that all stages take: learn, follow the gradients, report, and save now and then. */
record TrainingLoop(Optimizer optimizer, LearningRate learningRate, Progress progress) {

  private static final int SAVE_EVERY = 100;

  /** Learns from one batch: leaves gradients on the optimizer's weights. */
  @FunctionalInterface
  interface Lesson {

    /** The loss of a batch that is drawn from the step's own random numbers. */
    double learn(SplittableRandom random);
  }

  /** Goes on from the optimizer's step until all steps are taken. */
  void run(Path checkpoint, long seed, Lesson lesson) throws IOException {
    while (optimizer.step() < learningRate.steps()) {
      int step = optimizer.step();
      double loss = lesson.learn(Seeds.of(seed, step));
      optimizer.update(learningRate.at(step));
      progress.report(optimizer.step(), learningRate.steps(), loss);
      if (optimizer.step() % SAVE_EVERY == 0 || optimizer.step() == learningRate.steps()) {
        optimizer.save(checkpoint);
      }
    }
  }
}
