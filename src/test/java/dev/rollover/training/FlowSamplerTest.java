package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.LatentShape;
import dev.rollover.model.flux.PromptTokens;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Euler's method written down in plain doubles. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowSamplerTest {

  private static final LatentShape SHAPE = LatentEncoder.PACKING.packedShape();
  private static final int STEPS = 4;
  private static final PromptTokens NOTHING = WordCaption.of(2);

  private final Device device = Device.cpu();
  private final Optimizer weights = Optimizer.fresh(device, Untrained.loudFlow());
  private final Flow flow = new Flow(device, weights::weights, Precision.FLOAT32);
  private final List<PromptTokens> captions = List.of(WordCaption.of(3), WordCaption.of(5));
  private final List<float[]> noises =
      Gaussians.rows(new SplittableRandom(29), captions.size(), SHAPE.size());

  @AfterAll
  void close() {
    flow.close();
    weights.close();
    device.close();
  }

  /** Guided at no time, at the first two of four, and at all of them. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "2, 0.6", "2, 0", "0.5, 0"})
  void follows_the_ode_of_the_velocity_guided_above_a_time(double scale, double above) {
    List<float[]> sampled = sample(scale, above);
    for (int row = 0; row < captions.size(); row++) {
      assertThat(RelativeDifference.of(sampled.get(row), euler(row, scale, above)))
          .isLessThan(1e-5);
    }
  }

  @Test
  void guidance_of_one_and_guidance_at_no_time_change_nothing() {
    List<float[]> unguided = sample(1, 0);
    assertThat(sample(1, 1)).usingRecursiveComparison().isEqualTo(unguided);
    assertThat(sample(2, 1)).usingRecursiveComparison().isEqualTo(unguided);
    assertThat(RelativeDifference.of(sample(2, 0).getFirst(), unguided.getFirst()))
        .isGreaterThan(1e-3);
  }

  @Test
  void leaves_the_noise_as_it_was() {
    List<float[]> before = noises.stream().map(float[]::clone).toList();
    sample(2, 0);
    assertThat(noises).usingRecursiveComparison().isEqualTo(before);
  }

  private List<float[]> sample(double scale, double above) {
    var guidance = new FlowSampler.Guidance(scale, above, NOTHING);
    return new FlowSampler(device, flow, guidance).sample(captions, noises, STEPS);
  }

  private float[] euler(int row, double scale, double above) {
    float[] point = noises.get(row).clone();
    for (int step = 0; step < STEPS; step++) {
      double time = 1 - (double) step / STEPS;
      float[] told = velocity(captions.get(row), point, time);
      float[] untold = velocity(NOTHING, point, time);
      for (int i = 0; i < point.length; i++) {
        double guided = untold[i] + scale * ((double) told[i] - untold[i]);
        point[i] -= (float) ((time > above ? guided : told[i]) / STEPS);
      }
    }
    return point;
  }

  private float[] velocity(PromptTokens caption, float[] point, double time) {
    try (Scope scope = device.scope()) {
      Flow.Texts text = flow.encode(scope, List.of(caption));
      return flow.velocity(
              scope,
              text,
              scope.stack(List.of(point), SHAPE.tokens(), SHAPE.channels()),
              (float) time)
          .toFloats();
    }
  }
}
