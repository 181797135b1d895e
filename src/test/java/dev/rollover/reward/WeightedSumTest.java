package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class WeightedSumTest {

  private static final List<RgbImage> TWO =
      List.of(new RgbImage(1, 1, new byte[3]), new RgbImage(1, 1, new byte[3]));

  /** Gives these, whatever it is shown, and has used so much. */
  private record Given(List<Score> scores, RewardUse use) implements Reward {

    @Override
    public List<Score> score(List<RgbImage> images) {
      return scores;
    }

    @Override
    public Map<String, RewardUse> used() {
      return Map.of("service", use);
    }
  }

  @Test
  void is_unknown_where_one_part_is_whatever_its_weight() {
    WeightedSum sum = sum(-2, RewardUse.NONE, scored(3), Score.UNKNOWN);
    assertThat(sum.score(TWO)).first().isEqualTo(new Score(1 - 6, Map.of("a", 1.0, "b", 3.0)));
    assertThat(sum.score(TWO)).last().isSameAs(Score.UNKNOWN);
    assertThat(Score.UNKNOWN.isKnown()).isFalse();
  }

  @Test
  void has_used_what_its_parts_have() {
    RewardUse use = new RewardUse(2, 1, 0.5, 100, 2, 0.25);
    WeightedSum sum = sum(1, use, scored(3), scored(4));
    assertThat(sum.used()).isEqualTo(Map.of("service", new RewardUse(4, 2, 1, 200, 4, 0.5)));
  }

  @Test
  void scores_and_terms_are_numbers() {
    assertThatThrownBy(() -> scored(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scored(Double.POSITIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Score(0, Map.of("p", Double.NaN)))
        .hasMessageContaining("finite numbers");
  }

  private static WeightedSum sum(double weight, RewardUse use, Score... second) {
    return new WeightedSum(
        List.of(
            new WeightedSum.Part("a", 1, new Given(List.of(scored(1), scored(1)), use), false),
            new WeightedSum.Part("b", weight, new Given(List.of(second), use), false)));
  }

  private static Score scored(double value) {
    return new Score(value, Map.of());
  }
}
