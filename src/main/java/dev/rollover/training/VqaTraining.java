package dev.rollover.training;

import dev.rollover.model.vqa.VqaConfig;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneCells;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/** Teaches the question answerer, whose batches are drawn while the device learns from others. */
final class VqaTraining implements AutoCloseable {

  /** Runs of a program after which libtorch has settled how it computes it. */
  private static final int SETTLING_RUNS = 3;

  /** How much seeing counts beside answering. */
  private static final double CELL_WEIGHT = 0.5;

  private final Device device;
  private final VqaConfig config;
  private final Schedule schedule;
  private final Program pixels;
  private final Program image;
  private final Program answer;
  private final Program loss;

  /**
   * How long to train, and how.
   *
   * @param learningRate over the steps; where time runs faster than the steps do, so does it
   * @param limit of the time, at whose end training is over, however many steps were taken
   * @param threads that draw batches, one each
   * @param checkpointEvery steps between two checkpoints
   */
  record Schedule(
      LearningRate learningRate,
      TimeLimit limit,
      int threads,
      int checkpointEvery,
      Progress progress) {

    private double rate(int step) {
      int due = (int) (limit.share() * learningRate.steps());
      return learningRate.at(step < learningRate.warmup() ? step : Math.max(step, due));
    }

    private boolean isOver(int step) {
      return step >= learningRate.steps() || limit.share() >= 1;
    }
  }

  VqaTraining(Device device, VqaConfig config, Schedule schedule) {
    this.device = device;
    this.config = config;
    this.schedule = schedule;
    Precision precision = device.isGpu() ? Precision.FLOAT32 : Precision.BFLOAT16;
    this.pixels = Program.compile("rgb_planes", Map.of(), device);
    this.image = Program.compile("vqa_image", config.imageConstants(precision), device);
    this.answer = Program.compile("vqa_answer", config.answerConstants(precision), device);
    this.loss = Program.compile("vqa_loss", Map.of("cell_weight", CELL_WEIGHT), device);
  }

  /** Trains, from the checkpoint if there is one, until all steps are taken or time is up. */
  void run(Path checkpoint, VqaLessons lessons, long seed) throws IOException {
    settle(lessons.draw(Seeds.of(seed, 0)), seed);
    try (Optimizer optimizer = Optimizer.open(device, checkpoint, () -> untrained(seed));
        Ahead<VqaBatch> batches =
            new Ahead<>(
                schedule.threads(), step -> lessons.draw(Seeds.of(seed, step)), optimizer.step())) {
      bind(optimizer);
      while (!schedule.isOver(optimizer.step())) {
        double rate = schedule.rate(optimizer.step());
        double answers = learn(batches.take());
        if (!Double.isFinite(answers)) {
          throw new ArithmeticException(
              "training has no finite loss any more after %d steps".formatted(optimizer.step()));
        }
        optimizer.update(rate);
        schedule.progress().report(optimizer.step(), schedule.learningRate().steps(), answers);
        if (optimizer.step() % schedule.checkpointEvery() == 0) {
          optimizer.save(checkpoint);
        }
      }
      optimizer.save(checkpoint);
    }
  }

  private Map<String, FloatTensor> untrained(long seed) {
    return VqaWeights.draw(BundledVqa.SIZES, config, new SplittableRandom(seed));
  }

  /**
   * Learns for nothing until libtorch computes as it will ever after: the first runs' sums are
   * rounded otherwise, and a run that was interrupted would not end where an unbroken one does.
   */
  private void settle(VqaBatch batch, long seed) {
    try (Optimizer nothing = Optimizer.fresh(device, untrained(seed))) {
      bind(nothing);
      for (int run = 0; run < SETTLING_RUNS; run++) {
        learn(batch);
      }
    }
  }

  private void bind(Optimizer optimizer) {
    image.bind(optimizer.weights(""));
    answer.bind(optimizer.weights(""));
    loss.bind(optimizer.weights(""));
  }

  /** Leaves gradients on the weights; what is answered is the loss of the answers alone. */
  private double learn(VqaBatch batch) {
    long side = Scene.SIZE;
    long questions = batch.answers().length / batch.images();
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor rgb = scope.bytes(batch.rgb(), batch.images(), side, side, 3);
      Tensor seen = image.record(scope, pixels.run(scope, rgb));
      Tensor asked =
          scope.longs(
              batch.questions(),
              batch.images(),
              questions,
              1 + config.phrases(),
              config.phraseLength());
      Tensor logOdds = answer.record(scope, seen, asked);
      Tensor wanted = scope.floats(batch.answers(), batch.images(), questions);
      Tensor cells = scope.longs(batch.cells(), batch.images(), SceneCells.CELLS);
      gradients.backward(loss.record(scope, logOdds, wanted, seen, cells));
      return surprise(logOdds.toFloats(), batch.answers());
    }
  }

  private static double surprise(float[] logOdds, float[] answers) {
    double sum = 0;
    for (int i = 0; i < answers.length; i++) {
      sum += Probabilities.surprise(logOdds[i], answers[i] == 1);
    }
    return sum / answers.length;
  }

  @Override
  public void close() {
    loss.close();
    answer.close();
    image.close();
    pixels.close();
  }
}
