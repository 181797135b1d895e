package dev.rollover.reward;

import static dev.rollover.reward.DrawnCaption.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewards that look at pixels alone. */
@NullMarked
class PixelRewardsTest {

  private static final RewardKinds KINDS = RewardKinds.selfContained();

  @Test
  void brightness_is_0_for_black_and_1_for_white() {
    assertThat(score("brightness", plain(0, 0, 0)).value()).isZero();
    assertThat(score("brightness", plain(255, 255, 255)).value()).isCloseTo(1, within(1e-12));
  }

  @Test
  void green_is_brighter_than_red_and_red_brighter_than_blue() {
    assertThat(score("brightness", plain(0, 255, 0)).value()).isCloseTo(0.7152, within(1e-12));
    assertThat(score("brightness", plain(255, 0, 0)).value()).isCloseTo(0.2126, within(1e-12));
    assertThat(score("brightness", plain(0, 0, 255)).value()).isCloseTo(0.0722, within(1e-12));
  }

  @Test
  void grey_has_no_colour() {
    assertThat(score("colour", plain(90, 90, 90)).value()).isZero();
    assertThat(score("colour", plain(255, 255, 255)).value()).isZero();
  }

  /** Of one colour, nothing deviates: the opponents are (1, .5) of red and (0, −1) of blue. */
  @Test
  void one_colour_counts_by_how_far_it_is_from_grey() {
    assertThat(score("colour", plain(255, 0, 0)).value())
        .isCloseTo(0.3 * Math.hypot(1, 0.5), within(1e-9));
    assertThat(score("colour", plain(0, 0, 255)).value()).isCloseTo(0.3, within(1e-9));
  }

  /** Red and cyan, half of each: the opponents are ±(1, .5) about 0. */
  @Test
  void colours_far_apart_count_by_how_much_they_deviate() {
    byte[] rgb = {(byte) 255, 0, 0, 0, (byte) 255, (byte) 255};
    assertThat(score("colour", new RgbImage(2, 1, rgb)).value())
        .isCloseTo(Math.hypot(1, 0.5), within(1e-9));
  }

  @Test
  void jpeg_prefers_what_can_be_compressed() {
    Score plain = score("jpeg", plain(10, 200, 30));
    Score drawn = score("jpeg", image("three red circles"));
    Score noise = score("jpeg", noise());
    assertThat(plain.value()).isGreaterThan(drawn.value());
    assertThat(drawn.value()).isGreaterThan(noise.value());
    assertThat(noise.terms()).containsEntry("jpeg.bytes", -1000 * noise.value());
  }

  @Test
  void jpeg_files_of_less_quality_are_smaller() {
    double usual = score("jpeg", noise()).value();
    assertThat(score("jpeg", noise(), Map.of("quality", 95)).value()).isEqualTo(usual);
    assertThat(score("jpeg", noise(), Map.of("quality", 20)).value()).isGreaterThan(usual / 2);
  }

  @Test
  void what_the_host_scores_is_noted_by_its_kind() {
    List<RewardTerm> terms =
        List.of(new RewardTerm("brightness", 1, Map.of()), new RewardTerm("jpeg", 0.1, Map.of()));
    Reward reward = KINDS.create("whatever", terms);
    reward.score(List.of(noise(), noise()));
    reward.score(List.of(noise()));
    assertThat(reward.used()).containsOnlyKeys("brightness", "jpeg");
    assertThat(reward.used().values())
        .allSatisfy(
            use -> {
              assertThat(use.calls()).isEqualTo(3);
              assertThat(use.unknown()).isZero();
              assertThat(use.seconds()).isPositive();
              assertThat(use.usd()).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101})
  void a_quality_out_of_range_is_refused(int quality) {
    assertThatThrownBy(() -> score("jpeg", noise(), Map.of("quality", quality)))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("reward[0].params.quality must be a whole number from 1 to 100");
  }

  @Test
  void parameters_that_there_are_not_are_refused() {
    assertThatThrownBy(() -> score("brightness", noise(), Map.of("target", 1)))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("reward[0].params.target is unknown; there are none");
    assertThatThrownBy(() -> score("jpeg", noise(), Map.of("size", 1, "quality", "high")))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage(
            "reward[0].params.size is unknown; allowed: quality;"
                + " reward[0].params.quality must be a whole number from 1 to 100");
  }

  private static RgbImage plain(int red, int green, int blue) {
    byte[] rgb = new byte[3 * 16 * 24];
    for (int at = 0; at < rgb.length; at += 3) {
      rgb[at] = (byte) red;
      rgb[at + 1] = (byte) green;
      rgb[at + 2] = (byte) blue;
    }
    return new RgbImage(16, 24, rgb);
  }

  private static RgbImage noise() {
    byte[] rgb = new byte[3 * 64 * 64];
    new Random(1).nextBytes(rgb);
    return new RgbImage(64, 64, rgb);
  }

  private static Score score(String name, RgbImage image) {
    return score(name, image, Map.of());
  }

  private static Score score(String name, RgbImage image, Map<String, Object> params) {
    List<RewardTerm> terms = List.of(new RewardTerm(name, 1, params));
    return KINDS.create("whatever", terms).score(List.of(image)).getFirst();
  }
}
