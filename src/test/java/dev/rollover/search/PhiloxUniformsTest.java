package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhiloxUniformsTest {

  private static final int MANY = 100_000;

  @Test
  void numbers_are_uniform_in_the_unit_interval() {
    double[] numbers = take(new PhiloxUniforms(7).of(1, 2, 3), MANY);
    assertThat(Arrays.stream(numbers)).allMatch(number -> number >= 0 && number < 1);
    int[] tenths = new int[10];
    for (double number : numbers) {
      tenths[(int) (10 * number)]++;
    }
    double chiSquare =
        Arrays.stream(tenths).mapToDouble(n -> Math.pow(n - MANY / 10.0, 2) / (MANY / 10.0)).sum();
    // Chance exceeds 27.9 once in a thousand times, with 9 degrees of freedom.
    assertThat(chiSquare).isLessThan(27.9);
  }

  @Test
  void neighbours_are_not_correlated() {
    double[] numbers = take(new PhiloxUniforms(7).of(1, 2, 3), MANY);
    double covariance =
        IntStream.range(1, MANY)
            .mapToDouble(i -> (numbers[i - 1] - 0.5) * (numbers[i] - 0.5))
            .average()
            .orElseThrow();
    assertThat(12 * covariance).isCloseTo(0, within(4 / Math.sqrt(MANY)));
  }

  @Test
  void a_number_depends_on_its_place_alone() {
    Uniforms uniforms = new PhiloxUniforms(7).of(1, 2, 3);
    double fifth = uniforms.at(5);
    take(uniforms, 100);
    assertThat(new PhiloxUniforms(7).of(1, 2, 3).at(5)).isEqualTo(fifth);
    double[] others = {
      uniforms.at(4),
      new PhiloxUniforms(8).of(1, 2, 3).at(5),
      new PhiloxUniforms(7L << 32).of(1, 2, 3).at(5),
      new PhiloxUniforms(7).of(0, 2, 3).at(5),
      new PhiloxUniforms(7).of(1, 0, 3).at(5),
      new PhiloxUniforms(7).of(1, 2, 0).at(5)
    };
    assertThat(others).doesNotContain(fifth);
  }

  @Test
  void numbers_come_from_counters_that_no_latent_has() {
    int[] words = {1, 3, 2, -2};
    PhiloxNoise.permute(words, 7, 0);
    Uniforms uniforms = new PhiloxUniforms(7).of(1, 2, 3);
    assertThat((int) (long) Math.scalb(uniforms.at(2), 32)).isEqualTo(words[0]);
    assertThat((int) (long) Math.scalb(uniforms.at(3), 32)).isEqualTo(words[2]);
  }

  @Test
  void a_chain_is_not_negative() {
    assertThatThrownBy(() -> new PhiloxUniforms(7).of(-1, 0, 0)).hasMessageContaining("at least 0");
  }

  private static double[] take(Uniforms uniforms, int count) {
    return IntStream.range(0, count).mapToDouble(uniforms::at).toArray();
  }
}
