package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LatentPacking;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.SceneRenderer;
import dev.rollover.shapes.SceneSampler;
import dev.rollover.shapes.TrainingCaptions;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A few steps of the full-size autoencoder, in one run and in two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AutoencoderTrainingTest {

  private static final BundledAutoencoder SIZES = BundledAutoencoder.SIZES;
  private static final long SEED = 17;

  private final Device device = Device.cpu();
  private Path whole;
  private Path interrupted;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    whole = folder.resolve("whole.safetensors");
    interrupted = folder.resolve("interrupted.safetensors");
    run(4, whole);
    run(2, interrupted);
    run(4, interrupted);
  }

  @AfterAll
  void close() {
    device.close();
  }

  private void run(int steps, Path checkpoint) throws IOException {
    new AutoencoderTraining(device, Silence.progress(), steps).run(checkpoint, SEED);
  }

  @Test
  void an_interrupted_run_ends_in_the_checkpoint_of_an_unbroken_one() throws IOException {
    assertThat(Files.mismatch(whole, interrupted)).isEqualTo(-1);
  }

  @Test
  void brings_decoded_scenes_closer_to_what_was_encoded() throws IOException {
    try (Optimizer untrained =
            Optimizer.fresh(device, AutoencoderWeights.draw(SIZES, new SplittableRandom(SEED)));
        Optimizer trained = Optimizer.resume(device, whole)) {
      assertThat(loss(trained.weights(""))).isLessThan(loss(untrained.weights("")));
    }
  }

  /** Of some scenes that training does not draw. */
  private double loss(Map<String, Tensor> weights) {
    SplittableRandom random = new SplittableRandom(19);
    TrainingCaptions captions = new TrainingCaptions(random);
    SceneSampler sampler = new SceneSampler(random);
    List<Scene> scenes = Stream.generate(() -> sampler.draw(captions.next())).limit(4).toList();
    LatentPacking packing = LatentEncoder.PACKING;
    try (LatentEncoder encoder = new LatentEncoder(device, weights);
        Program decoder =
            Program.compile("autoencoder_kl_decoder", SIZES.constants(Precision.FLOAT32), device);
        Scope scope = device.scope()) {
      decoder.bind(weights);
      List<float[]> latents = encoder.encode(scenes).stream().map(packing::unpack).toList();
      Tensor decoded =
          decoder.run(
              scope, scope.stack(latents, packing.channels(), packing.height(), packing.width()));
      List<float[]> pixels =
          scenes.stream().map(scene -> Pixels.fromRgb(SceneRenderer.render(scene))).toList();
      return RelativeDifference.of(
          decoded.toFloats(), scope.stack(pixels, 3, Scene.SIZE, Scene.SIZE).toFloats());
    }
  }
}
