package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ImageFunction;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rewards as functions that gradients go through. */
@NullMarked
class RewardGradientsTest {

  private static final int HEIGHT = 2;
  private static final int WIDTH = 3;
  private static final int PIXELS = HEIGHT * WIDTH;
  private static final double[] LUMA = {0.2126, 0.7152, 0.0722};

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void brightness_rises_by_half_of_each_channels_share() {
    float[] gradient = gradient(images(0.25F), function(new RewardTerm("brightness", 1, Map.of())));
    for (int i = 0; i < gradient.length; i++) {
      double share = LUMA[i / PIXELS % 3] / 2 / PIXELS;
      assertThat((double) gradient[i]).isCloseTo(share, within(1e-8));
    }
  }

  @Test
  void brightness_does_not_rise_beyond_white() {
    assertThat(gradient(images(1.5F), function(new RewardTerm("brightness", 1, Map.of()))))
        .containsOnly(0);
  }

  @Test
  void as_a_function_brightness_is_what_it_is_as_a_reward() {
    ImageFunction function = function(new RewardTerm("brightness", 1, Map.of()));
    try (Scope scope = device.scope()) {
      Tensor values = function.record(scope, scope.floats(images(0.25F), 2, 3, HEIGHT, WIDTH));
      assertThat(values.shape()).containsExactly(2);
      assertThat(values.toFloats()[0]).isCloseTo(0.625F, within(1e-6F));
    }
  }

  @Test
  void a_sum_rises_by_the_weighted_sum_of_its_parts() {
    ImageFunction sum =
        function(
            new RewardTerm("brightness", 2, Map.of()),
            new RewardTerm("brightness", -0.5, Map.of()));
    float[] gradient = gradient(images(0), sum);
    assertThat((double) gradient[0]).isCloseTo(1.5 * LUMA[0] / 2 / PIXELS, within(1e-8));
  }

  @Test
  void a_sum_has_no_gradient_where_a_part_has_none() {
    List<RewardTerm> terms =
        List.of(new RewardTerm("brightness", 1, Map.of()), new RewardTerm("jpeg", 1, Map.of()));
    assertThat(RewardKinds.selfContained().create("a star", terms).differentiable()).isEmpty();
  }

  @Test
  void kinds_say_which_have_one() {
    Stream<String> differentiable =
        RewardKinds.selfContained().all().stream()
            .filter(RewardKind::differentiable)
            .map(RewardKind::name);
    assertThat(differentiable).containsExactly("brightness");
  }

  private static ImageFunction function(RewardTerm... terms) {
    return RewardKinds.selfContained()
        .create("a star", List.of(terms))
        .differentiable()
        .orElseThrow();
  }

  /** Two images, all of one value. */
  private static float[] images(float value) {
    float[] images = new float[2 * 3 * PIXELS];
    Arrays.fill(images, value);
    return images;
  }

  private float[] gradient(float[] images, ImageFunction function) {
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor leaf = scope.floats(images, 2, 3, HEIGHT, WIDTH).requireGradient();
      gradients.backward(function.record(scope, leaf));
      return leaf.gradient().toFloats();
    }
  }
}
