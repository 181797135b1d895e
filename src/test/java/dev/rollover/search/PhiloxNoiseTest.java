package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PhiloxNoiseTest {

  /** From the known answers that the generator's authors publish with Random123. */
  @Test
  void words_are_those_of_the_published_vectors() {
    assertPermuted(new int[] {0, 0, 0, 0}, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
    assertPermuted(
        new int[] {-1, -1, -1, -1}, -1, -1, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
    assertPermuted(
        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
        0xa4093822,
        0x299f31d0,
        0xd16cfe09,
        0x94fdcceb,
        0x5001e420,
        0x24126ea1);
  }

  private static void assertPermuted(int[] counter, int key0, int key1, int... expected) {
    PhiloxNoise.permute(counter, key0, key1);
    assertThat(counter).containsExactly(expected);
  }

  @Test
  void numbers_are_standard_normal() {
    float[] normal = new PhiloxNoise(7).normal(1, 2, 3, 200_000);
    assertThat(moment(normal, 1)).isCloseTo(0, within(0.01));
    assertThat(moment(normal, 2)).isCloseTo(1, within(0.02));
    assertThat(moment(normal, 3)).isCloseTo(0, within(0.04));
    assertThat(moment(normal, 4)).isCloseTo(3, within(0.1));
  }

  private static double moment(float[] numbers, int power) {
    double sum = 0;
    for (float number : numbers) {
      sum += Math.pow(number, power);
    }
    return sum / numbers.length;
  }

  @Test
  void the_same_draw_is_always_the_same_noise() {
    float[] noise = new PhiloxNoise(7).normal(1, 2, 3, 64);
    assertThat(new PhiloxNoise(7).normal(1, 2, 3, 64)).containsExactly(noise);
    assertThat(new PhiloxNoise(7).normal(1, 2, 3, 30)).containsExactly(Arrays.copyOf(noise, 30));
  }

  @Test
  void every_part_of_the_key_makes_other_noise() {
    float[] noise = new PhiloxNoise(7).normal(1, 2, 3, 8);
    assertThat(new PhiloxNoise(8).normal(1, 2, 3, 8)).isNotEqualTo(noise);
    assertThat(new PhiloxNoise(7L << 32).normal(1, 2, 3, 8)).isNotEqualTo(noise);
    assertThat(new PhiloxNoise(7).normal(0, 2, 3, 8)).isNotEqualTo(noise);
    assertThat(new PhiloxNoise(7).normal(1, 0, 3, 8)).isNotEqualTo(noise);
    assertThat(new PhiloxNoise(7).normal(1, 2, 0, 8)).isNotEqualTo(noise);
  }
}
