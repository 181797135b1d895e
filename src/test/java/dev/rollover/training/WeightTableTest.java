package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.tensor.FloatTensor;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WeightTableTest {

  private final WeightTable table = new WeightTable(new SplittableRandom(1));

  @Test
  void layers_are_uniform_within_the_inverse_root_of_their_fan_in() {
    table.linear("linear", 100, 300);
    assertUniform("linear.weight", 0.1f, 300, 100);
    assertUniform("linear.bias", 0.1f, 300);
    table.convolution("convolution", 4, 50, 5);
    assertUniform("convolution.weight", 0.1f, 50, 4, 5, 5);
    assertUniform("convolution.bias", 0.1f, 50);
    table.smallMatrix("small", 100, 300, 10);
    assertUniform("small.weight", 0.01f, 300, 100);
  }

  @Test
  void silent_layers_answer_0() {
    table.silentLinear("silent", 2, 3);
    assertThat(weight("silent.weight").shape()).containsExactly(3, 2);
    assertThat(weight("silent.weight").data()).containsOnly(0);
    assertThat(weight("silent.bias").data()).containsExactly(0, 0, 0);
  }

  @Test
  void norms_are_the_identity() {
    table.norm("norm", 3);
    assertThat(weight("norm.weight").data()).containsExactly(1, 1, 1);
    assertThat(weight("norm.bias").data()).containsExactly(0, 0, 0);
  }

  @Test
  void a_matrix_and_a_scale_have_no_bias() {
    table.matrix("matrix", 2, 3);
    table.scale("scale", 3);
    assertThat(table.weights()).containsOnlyKeys("matrix.weight", "scale.weight");
  }

  @Test
  void embeddings_are_normal_with_the_deviation_asked_for() {
    table.embedding("embedding", 200, 100, 0.1);
    FloatTensor weight = weight("embedding.weight");
    assertThat(weight.shape()).containsExactly(200, 100);
    double squares = 0;
    for (float value : weight.data()) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / weight.data().length)).isCloseTo(0.1, within(0.002));
  }

  @Test
  void the_same_seed_draws_the_same_weights() {
    WeightTable other = new WeightTable(new SplittableRandom(1));
    table.linear("linear", 5, 5);
    other.linear("linear", 5, 5);
    assertThat(weight("linear.weight").data())
        .isEqualTo(Objects.requireNonNull(other.weights().get("linear.weight")).data());
  }

  /** Within the bound, and reaching nearly up to it on both sides. */
  private void assertUniform(String name, float bound, long... shape) {
    FloatTensor weight = weight(name);
    assertThat(weight.shape()).as(name).isEqualTo(shape);
    float least = bound;
    float greatest = -bound;
    for (float value : weight.data()) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    assertThat(least).as(name).isBetween(-bound, -0.8f * bound);
    assertThat(greatest).as(name).isBetween(0.8f * bound, bound);
  }

  private FloatTensor weight(String name) {
    return Objects.requireNonNull(table.weights().get(name), name);
  }
}
