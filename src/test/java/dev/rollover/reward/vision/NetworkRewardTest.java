package dev.rollover.reward.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class NetworkRewardTest {

  @Test
  void counts_and_tells_of_images_whose_worth_stays_unknown() {
    List<String> told = new ArrayList<>();
    RewardObserver observer =
        new RewardObserver() {
          @Override
          public void unknown(String name) {
            told.add(name);
          }
        };
    List<Score> scores = List.of(new Score(1, Map.of()), Score.UNKNOWN, Score.UNKNOWN);
    NetworkReward reward =
        new NetworkReward("clip", new DeviceAccount(false), observer, images -> scores);
    assertThat(reward.score(List.of())).isEqualTo(scores);
    assertThat(told).containsExactly("clip", "clip");
    assertThat(reward.used()).isEqualTo(Map.of("clip", new RewardUse(3, 2, 0, 0, 0, 0)));
  }
}
