package dev.rollover.training;

import dev.rollover.model.LatentPacking;
import dev.rollover.shapes.Scene;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Distillation: a preview decoder learns the images that the full one makes. */
final class PreviewTraining {

  private static final BundledPreview SIZES = BundledPreview.SIZES;
  private static final int BATCH = 32;
  private static final double PEAK_LEARNING_RATE = 3e-3;
  private static final int WARMUP_STEPS = 50;

  private final Device device;
  private final Progress progress;
  private final LearningRate learningRate;

  PreviewTraining(Device device, Progress progress, int steps) {
    this.device = device;
    this.progress = progress;
    this.learningRate = new LearningRate(PEAK_LEARNING_RATE, WARMUP_STEPS, steps);
  }

  /** Trains, from the checkpoint if there is one, until all steps are taken. */
  void run(Path checkpoint, List<PreviewExamples.Pair> examples, long seed) throws IOException {
    try (Optimizer optimizer =
            Optimizer.open(
                device, checkpoint, () -> PreviewWeights.draw(SIZES, new SplittableRandom(seed)));
        Program decoder =
            Program.compile(
                "autoencoder_tiny_decoder", SIZES.constants(Precision.BFLOAT16), device);
        Program loss = Program.compile("image_loss", Map.of(), device)) {
      decoder.bind(optimizer.weights(""));
      new TrainingLoop(optimizer, learningRate, progress)
          .run(checkpoint, seed, random -> learn(decoder, loss, draw(examples, random)));
    }
  }

  private static List<PreviewExamples.Pair> draw(
      List<PreviewExamples.Pair> examples, SplittableRandom random) {
    return Stream.generate(() -> examples.get(random.nextInt(examples.size())))
        .limit(BATCH)
        .toList();
  }

  private double learn(Program decoder, Program loss, List<PreviewExamples.Pair> batch) {
    LatentPacking packing = LatentEncoder.PACKING;
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor latents =
          scope.stack(
              batch.stream().map(pair -> packing.unpack(pair.latent())).toList(),
              packing.channels(),
              packing.height(),
              packing.width());
      Tensor pixels =
          scope.stack(
              batch.stream().map(pair -> Pixels.fromRgb(pair.rgb())).toList(),
              3,
              Scene.SIZE,
              Scene.SIZE);
      Tensor answer = loss.record(scope, decoder.record(scope, latents), pixels);
      gradients.backward(answer);
      return answer.toFloats()[0];
    }
  }
}
