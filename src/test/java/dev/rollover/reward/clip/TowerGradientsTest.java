package dev.rollover.reward.clip;

import static dev.rollover.tensor.Vectors.dot;
import static dev.rollover.tensor.Vectors.moved;
import static dev.rollover.tensor.Vectors.norm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ImageFunction;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rewards of towers as functions that gradients go through. */
@NullMarked
class TowerGradientsTest {

  private static final int SIDE = 40;

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @CsvSource({
    "clip, clip_score",
    "clip, cosine",
    "clip-older, logit",
    "siglip, probability",
    "siglip-other, logit"
  })
  void of_a_comparison_agree_with_central_differences(String name, String score)
      throws IOException {
    try (TwoTowers towers =
        TwoTowers.load(
            "clip", RewardFixture.named(name).folder(), device, DeviceCalls.direct(), 8)) {
      ClipProperties properties =
          new ClipProperties("clip", "", ClipScore.labelled(score), "", null, 8);
      assertGradients(
          new ClipRewardKind(properties, new OnDevice<>(towers, () -> {}), RewardObserver.NONE));
    }
  }

  @Test
  void of_a_head_agree_with_central_differences() throws IOException {
    Path folder = RewardFixture.named("aesthetic-in-one").folder();
    try (AestheticNetwork network =
        AestheticNetwork.load("aesthetic", folder, folder, device, DeviceCalls.direct(), 8)) {
      assertGradients(kind(network, null));
    }
  }

  @Test
  void there_are_none_on_another_device_than_the_models() throws IOException {
    Path folder = RewardFixture.named("aesthetic-in-one").folder();
    try (AestheticNetwork network =
        AestheticNetwork.load("aesthetic", folder, folder, device, DeviceCalls.direct(), 8)) {
      RewardKind kind = kind(network, "cpu");
      assertThat(kind.differentiable()).isFalse();
      assertThat(created(kind).differentiable()).isEmpty();
    }
  }

  private static RewardKind kind(AestheticNetwork network, @Nullable String ofItsOwn) {
    return new AestheticRewardKind(
        new AestheticProperties("aesthetic", "", null, ofItsOwn, 8),
        new OnDevice<>(network, () -> {}),
        RewardObserver.NONE);
  }

  private static Reward created(RewardKind kind) {
    return kind.create("two red circles", Map.of(), new DeviceAccount(false));
  }

  private void assertGradients(RewardKind kind) {
    assertThat(kind.differentiable()).isTrue();
    Reward reward = created(kind);
    ImageFunction function = reward.differentiable().orElseThrow();
    assertThat(reward.differentiable()).containsSame(function);

    float[] at = numbers(1, 0.4);
    float[] gradient = gradient(function, at);
    for (int direction = 0; direction < 3; direction++) {
      float[] towards = direction == 0 ? gradient : numbers(10 + direction, 1);
      double slope = dot(gradient, towards) / norm(towards);
      double distance = 0.05;
      double ahead = value(function, moved(at, towards, distance));
      double behind = value(function, moved(at, towards, -distance));
      assertThat((ahead - behind) / (2 * distance)).isCloseTo(slope, within(0.02 * norm(gradient)));
    }
  }

  private float[] gradient(ImageFunction function, float[] image) {
    try (Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor images = scope.floats(image, 1, 3, SIDE, SIDE).requireGradient();
      gradients.backward(function.record(scope, images));
      return images.gradient().toFloats();
    }
  }

  private double value(ImageFunction function, float[] image) {
    try (Scope scope = device.scope()) {
      return function.record(scope, scope.floats(image, 1, 3, SIDE, SIDE)).toFloats()[0];
    }
  }

  private static float[] numbers(long seed, double deviation) {
    Random random = new Random(seed);
    float[] numbers = new float[3 * SIDE * SIDE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
    return numbers;
  }
}
