package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LatentShape;
import dev.rollover.model.flux.PromptTokens;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTest {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();
  private static final float TIME = 0.7f;

  private final Map<String, FloatTensor> start = Untrained.loudFlow();
  private final Device device = Device.cpu();
  private final Optimizer optimizer = Optimizer.fresh(device, start);
  private final List<PromptTokens> captions = List.of(WordCaption.of(3), WordCaption.of(5));

  @AfterAll
  void close() {
    optimizer.close();
    device.close();
  }

  @Test
  void recorded_velocities_are_those_that_are_sampled_with() {
    try (Flow flow = flow(Precision.FLOAT32)) {
      assertThat(recorded(flow)).isEqualTo(sampled(flow));
    }
  }

  @Test
  void the_arithmetic_of_training_comes_close_to_that_of_sampling() {
    try (Flow rough = flow(Precision.BFLOAT16);
        Flow exact = flow(Precision.FLOAT32)) {
      assertThat(RelativeDifference.of(recorded(rough), sampled(exact))).isLessThan(2e-2);
    }
  }

  @Test
  void the_caption_changes_the_velocity() {
    try (Flow flow = flow(Precision.FLOAT32);
        Scope scope = device.scope()) {
      List<float[]> noise = Gaussians.rows(new SplittableRandom(5), 1, SHAPE.size());
      Tensor same = latents(scope, List.of(noise.getFirst(), noise.getFirst()));
      List<float[]> velocities =
          flow.velocity(scope, flow.encode(scope, captions), same, TIME).toRows();
      assertThat(RelativeDifference.of(velocities.get(0), velocities.get(1))).isGreaterThan(1e-3);
    }
  }

  @Test
  void a_few_steps_move_every_weight_and_lower_the_loss() {
    try (Optimizer trained = Optimizer.fresh(device, start);
        Flow flow = new Flow(device, trained::weights, Precision.FLOAT32);
        Program loss = Program.compile("mean_squared_error", Map.of(), device)) {
      List<Double> losses = new ArrayList<>();
      for (int step = 0; step < 3; step++) {
        losses.add(learn(flow, loss));
        trained.update(1e-3);
      }
      assertThat(losses.getLast()).isLessThan(losses.getFirst());
      assertThat(unmoved(trained)).isEmpty();
    }
  }

  private List<String> unmoved(Optimizer trained) {
    List<String> names = new ArrayList<>();
    trained
        .weights("")
        .forEach(
            (name, weight) -> {
              FloatTensor before = Objects.requireNonNull(start.get(name), name);
              if (Arrays.equals(weight.toFloats(), before.data())) {
                names.add(name);
              }
            });
    return names;
  }

  /** Gradients of the squared distance from fixed velocities. */
  private double learn(Flow flow, Program loss) {
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor answer =
          loss.record(scope, record(flow, scope), latents(scope, noises(new SplittableRandom(6))));
      gradients.backward(answer);
      return answer.toFloats()[0];
    }
  }

  private Flow flow(Precision precision) {
    return new Flow(device, optimizer::weights, precision);
  }

  private float[] recorded(Flow flow) {
    try (Scope scope = device.scope()) {
      return record(flow, scope).toFloats();
    }
  }

  private Tensor record(Flow flow, Scope scope) {
    Tensor latents = latents(scope, noises(new SplittableRandom(7)));
    return flow.record(scope, captions, latents, new float[] {TIME, TIME});
  }

  private float[] sampled(Flow flow) {
    try (Scope scope = device.scope()) {
      Tensor latents = latents(scope, noises(new SplittableRandom(7)));
      return flow.velocity(scope, flow.encode(scope, captions), latents, TIME).toFloats();
    }
  }

  private static List<float[]> noises(SplittableRandom random) {
    return Gaussians.rows(random, 2, SHAPE.size());
  }

  private static Tensor latents(Scope scope, List<float[]> rows) {
    return scope.stack(rows, SHAPE.tokens(), SHAPE.channels());
  }
}
