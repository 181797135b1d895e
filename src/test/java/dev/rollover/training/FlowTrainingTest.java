package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LatentShape;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A few steps of the full-size flow, in one run and in two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTrainingTest {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();

  /** All of them while the learning rate still rises, so that it does not depend on the end. */
  private static final int STEPS = 2;

  private final List<Pairs.Pair> pairs = List.of(pair(3), pair(5));
  private Path whole;
  private Path interrupted;
  private int tensorsBefore;
  private int tensorsAfter;

  @BeforeAll
  void train(@TempDir Path folder) throws IOException {
    whole = folder.resolve("whole.safetensors");
    interrupted = folder.resolve("interrupted.safetensors");
    try (Device device = Device.cpu()) {
      try (Optimizer fresh = Optimizer.fresh(device, Untrained.flow())) {
        tensorsBefore = device.liveTensors();
        run(device, fresh, STEPS, whole);
        tensorsAfter = device.liveTensors();
      }
      try (Optimizer fresh = Optimizer.fresh(device, Untrained.flow())) {
        run(device, fresh, 1, interrupted);
      }
      try (Optimizer resumed = Optimizer.resume(device, interrupted)) {
        run(device, resumed, STEPS, interrupted);
      }
    }
  }

  private void run(Device device, Optimizer optimizer, int steps, Path checkpoint)
      throws IOException {
    var schedule =
        new FlowTraining.Schedule(
            new LearningRate(1e-3, STEPS, steps), TimeDistribution.TOWARDS_NOISE);
    new FlowTraining(device, Silence.progress(), schedule)
        .run(
            optimizer,
            random -> pairs.get(random.nextInt(pairs.size())),
            new FlowTraining.CheckpointFile(checkpoint, 13));
  }

  @Test
  void an_interrupted_run_ends_in_the_checkpoint_of_an_unbroken_one() throws IOException {
    assertThat(Files.mismatch(whole, interrupted)).isEqualTo(-1);
  }

  @Test
  void steps_leave_nothing_on_the_device_but_what_is_trained() {
    assertThat(tensorsBefore).isGreaterThan(100);
    assertThat(tensorsAfter).isEqualTo(tensorsBefore);
  }

  /** The untrained flow answers 0: a relative difference of 1. */
  @Test
  void brings_velocities_closer_to_those_between_the_pairs() throws IOException {
    try (Device device = Device.cpu();
        Optimizer trained = Optimizer.resume(device, whole);
        Flow flow = new Flow(device, trained::weights, Precision.FLOAT32);
        Scope scope = device.scope()) {
      Flow.Texts texts = flow.encode(scope, pairs.stream().map(Pairs.Pair::caption).toList());
      Tensor velocities = flow.velocity(scope, texts, noises(scope), 1);
      assertThat(RelativeDifference.of(velocities.toFloats(), expected())).isLessThan(0.99);
    }
  }

  private float[] expected() {
    float[] velocities = new float[pairs.size() * SHAPE.size()];
    for (int i = 0; i < velocities.length; i++) {
      Pairs.Pair pair = pairs.get(i / SHAPE.size());
      velocities[i] = pair.noise()[i % SHAPE.size()] - pair.latent()[i % SHAPE.size()];
    }
    return velocities;
  }

  private Tensor noises(Scope scope) {
    return scope.stack(
        pairs.stream().map(Pairs.Pair::noise).toList(), SHAPE.tokens(), SHAPE.channels());
  }

  private static Pairs.Pair pair(int word) {
    SplittableRandom random = new SplittableRandom(word);
    return new Pairs.Pair(
        WordCaption.of(word),
        Gaussians.row(random, SHAPE.size()),
        Gaussians.row(random, SHAPE.size()));
  }
}
