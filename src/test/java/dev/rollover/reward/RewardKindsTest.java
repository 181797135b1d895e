package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.request.ToyModel;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Of two kinds of one name a request gets the one that was made for its model. */
@NullMarked
class RewardKindsTest {

  private static final ToyModel SCENES = new ToyModel("scenes");
  private static final ToyModel PHOTOGRAPHS = new ToyModel("photographs");

  private final RewardKind parser = new Constant("count", Judges.ANY_MODEL, 1);
  private final RewardKind detector = new Constant("count", Judges.MODELS_OF_PHOTOGRAPHS, 2);
  private final RewardKind other = new Constant("other", Judges.ANY_MODEL, 3);

  @Test
  void a_kind_for_any_model_judges_those_that_no_narrower_one_judges() {
    RewardKinds both = new RewardKinds(List.of(parser, other, detector));
    assertThat(both.of(SCENES).all()).containsExactly(parser, other);
    assertThat(both.of(PHOTOGRAPHS).all()).containsExactly(detector, other);
    assertThat(new RewardKinds(List.of(detector, parser)).of(PHOTOGRAPHS).all())
        .containsExactly(detector);
    assertThat(new RewardKinds(List.of(parser)).of(PHOTOGRAPHS).all()).containsExactly(parser);
  }

  @Test
  void a_kind_that_does_not_judge_a_models_images_cannot_be_had_for_it() {
    RewardKinds detectorAlone = new RewardKinds(List.of(detector, other));
    List<RewardTerm> terms = List.of(new RewardTerm("count", 1, Map.of()));
    assertThat(detectorAlone.of(PHOTOGRAPHS).create("", terms).score(List.of())).isEmpty();
    assertThatThrownBy(() -> detectorAlone.of(SCENES).requireAvailable("", terms))
        .isInstanceOf(InvalidRewardException.class)
        .hasMessage("reward[0].name must be one of: other");
  }

  @Test
  void two_kinds_of_one_name_for_the_same_models_are_a_mistake() {
    assertThatThrownBy(() -> new RewardKinds(List.of(detector, detector)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two rewards are called count");
  }

  /** Says the same of every image. */
  private record Constant(String name, Judges judges, double value) implements RewardKind {

    @Override
    public String description() {
      return "The same";
    }

    @Override
    public Map<String, String> parameters() {
      return Map.of();
    }

    @Override
    public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
      return images -> images.stream().map(image -> new Score(value, Map.of())).toList();
    }
  }
}
