package dev.rollover.training;

import dev.rollover.model.flux.PromptTokens;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Conditional flow matching: on the straight line x_t = (1−t)·x_0 + t·x_1 between a latent and
 * noise the transformer learns the velocity x_1 − x_0, text encoders and all.
 */
final class FlowTraining {

  private static final int BATCH = 128;
  private static final int LATENT = LatentEncoder.PACKING.packedShape().size();

  private final Device device;
  private final Progress progress;
  private final Schedule schedule;

  /**
   * What tells the stages of flow training apart.
   *
   * @param learningRate over the stage's steps
   * @param times where on the line to learn
   */
  record Schedule(LearningRate learningRate, TimeDistribution times) {}

  FlowTraining(Device device, Progress progress, Schedule schedule) {
    this.device = device;
    this.progress = progress;
    this.schedule = schedule;
  }

  /** Trains until all steps are taken, writing a checkpoint now and then. */
  void run(Optimizer optimizer, Pairs pairs, CheckpointFile checkpoint) throws IOException {
    try (Flow flow = new Flow(device, optimizer::weights, Precision.BFLOAT16);
        Program loss = Program.compile("mean_squared_error", Map.of(), device)) {
      new TrainingLoop(optimizer, schedule.learningRate(), progress)
          .run(
              checkpoint.path(),
              checkpoint.seed(),
              random -> learn(flow, loss, draw(pairs, random)));
    }
  }

  /** A stage's checkpoint, and the seed of what it draws. */
  record CheckpointFile(Path path, long seed) {}

  @SuppressWarnings("ArrayRecordComponent") // Batches are handed on, never compared.
  private record Batch(
      List<PromptTokens> captions, List<float[]> points, List<float[]> velocities, float[] times) {}

  private Batch draw(Pairs pairs, SplittableRandom random) {
    Batch batch =
        new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new float[BATCH]);
    for (int row = 0; row < BATCH; row++) {
      Pairs.Pair pair = pairs.draw(random);
      float time = (float) schedule.times().draw(random);
      float[] point = new float[LATENT];
      float[] velocity = new float[LATENT];
      for (int i = 0; i < LATENT; i++) {
        point[i] = (1 - time) * pair.latent()[i] + time * pair.noise()[i];
        velocity[i] = pair.noise()[i] - pair.latent()[i];
      }
      batch.captions().add(pair.caption());
      batch.points().add(point);
      batch.velocities().add(velocity);
      batch.times()[row] = time;
    }
    return batch;
  }

  private double learn(Flow flow, Program loss, Batch batch) {
    long tokens = LatentEncoder.PACKING.packedShape().tokens();
    long channels = LatentEncoder.PACKING.packedShape().channels();
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor points = scope.stack(batch.points(), tokens, channels);
      Tensor velocities = scope.stack(batch.velocities(), tokens, channels);
      Tensor predicted = flow.record(scope, batch.captions(), points, batch.times());
      Tensor answer = loss.record(scope, predicted, velocities);
      gradients.backward(answer);
      return answer.toFloats()[0];
    }
  }
}
