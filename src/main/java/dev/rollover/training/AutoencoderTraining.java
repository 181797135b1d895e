package dev.rollover.training;

import dev.rollover.model.LatentPacking;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
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

/** The first stage: an autoencoder of rendered scenes. */
final class AutoencoderTraining {

  private static final BundledAutoencoder SIZES = BundledAutoencoder.SIZES;
  private static final int BATCH = 32;
  private static final double PEAK_LEARNING_RATE = 2e-3;
  private static final int WARMUP_STEPS = 50;

  /** How much the loss minds that a latent's posterior diverges from the standard normal. */
  private static final double DIVERGENCE_WEIGHT = 3e-4;

  private final Device device;
  private final Progress progress;
  private final LearningRate learningRate;

  AutoencoderTraining(Device device, Progress progress, int steps) {
    this.device = device;
    this.progress = progress;
    this.learningRate = new LearningRate(PEAK_LEARNING_RATE, WARMUP_STEPS, steps);
  }

  /** Trains, from the checkpoint if there is one, until all steps are taken. */
  void run(Path checkpoint, long seed) throws IOException {
    try (Optimizer optimizer =
            Optimizer.open(
                device,
                checkpoint,
                () -> AutoencoderWeights.draw(SIZES, new SplittableRandom(seed)));
        Program encoder = compile("autoencoder_kl_encoder", SIZES.constants(Precision.BFLOAT16));
        Program sample = compile("gaussian_sample", Map.of());
        Program decoder = compile("autoencoder_kl_decoder", SIZES.constants(Precision.BFLOAT16));
        Program loss =
            compile("autoencoder_loss", Map.of("divergence_weight", DIVERGENCE_WEIGHT))) {
      encoder.bind(optimizer.weights(""));
      decoder.bind(optimizer.weights(""));
      Programs programs = new Programs(encoder, sample, decoder, loss);
      new TrainingLoop(optimizer, learningRate, progress)
          .run(checkpoint, seed, random -> learn(programs, random));
    }
  }

  /** A batch's way from pixels to the loss. */
  private record Programs(Program encoder, Program sample, Program decoder, Program loss) {}

  private double learn(Programs programs, SplittableRandom random) {
    try (Scope scope = device.scope()) {
      Tensor pixels = pixels(scope, random);
      Tensor noise = noise(scope, random);
      try (Gradients gradients = new Gradients()) {
        Tensor moments = programs.encoder().record(scope, pixels);
        Tensor latents = programs.sample().record(scope, moments, noise);
        Tensor decoded = programs.decoder().record(scope, latents);
        Tensor answer = programs.loss().record(scope, decoded, pixels, moments);
        gradients.backward(answer);
        return answer.toFloats()[0];
      }
    }
  }

  private Program compile(String name, Map<String, Object> constants) {
    return Program.compile(name, constants, device);
  }

  private static Tensor pixels(Scope scope, SplittableRandom random) {
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler scenes = new SceneSampler(random);
    List<float[]> rows = new ArrayList<>();
    for (int row = 0; row < BATCH; row++) {
      rows.add(Pixels.fromRgb(SceneRenderer.render(scenes.draw(captions.next()))));
    }
    return scope.stack(rows, 3, Scene.SIZE, Scene.SIZE);
  }

  private static Tensor noise(Scope scope, SplittableRandom random) {
    LatentPacking latent = LatentEncoder.PACKING;
    return scope.stack(
        Gaussians.rows(random, BATCH, latent.packedShape().size()),
        latent.channels(),
        latent.height(),
        latent.width());
  }
}
