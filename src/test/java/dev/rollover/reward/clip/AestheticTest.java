package dev.rollover.reward.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullMarked
class AestheticTest {

  private static final RewardFixture CLIP = RewardFixture.named("clip");
  private static final RewardFixture BESIDE = RewardFixture.named("aesthetic");
  private static final RewardFixture IN_ONE = RewardFixture.named("aesthetic-in-one");

  private final Device device = Device.cpu();

  @TempDir Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void a_head_in_a_file_of_its_own_gives_what_it_gives_in_torch() throws IOException {
    Path head = BESIDE.folder().resolve("head.safetensors");
    assertScores(CLIP.folder(), head, CLIP.images(), BESIDE.value("scores"));
  }

  @Test
  void a_head_among_the_towers_weights_gives_what_it_gives_in_torch() throws IOException {
    Path one = IN_ONE.folder();
    assertScores(one, one, IN_ONE.images(), IN_ONE.value("scores"));
  }

  private void assertScores(Path tower, Path head, List<RgbImage> images, FloatTensor theirs)
      throws IOException {
    try (AestheticNetwork network = load(tower, head)) {
      RewardKind kind =
          new AestheticRewardKind(
              new AestheticProperties("aesthetic", "", null, null, 32),
              new OnDevice<>(network, () -> {}),
              RewardObserver.NONE);
      DeviceAccount account = new DeviceAccount(false);
      List<Score> scores = kind.create("whatever", Map.of(), account).score(images);
      assertThat(scores).hasSize(images.size());
      for (int image = 0; image < images.size(); image++) {
        assertThat(scores.get(image).value())
            .as("image %d", image)
            .isCloseTo(theirs.data()[image], within(1e-4));
      }
      assertThat(account.nanos()).isPositive();
      assertThatThrownBy(() -> kind.create("", Map.of("text", "a"), account))
          .isInstanceOf(InvalidRewardException.class)
          .hasMessage("params.text is unknown; there are none");
    }
  }

  @Test
  void names_the_layer_that_does_not_fit() throws IOException {
    assertWrong(
        Map.of("layers.0.weight", new long[] {1, 19}), "'layers.0.weight' takes 20 numbers in its");
    assertWrong(
        Map.of("layers.0.weight", new long[] {8, 20}, "layers.2.weight", new long[] {1, 7}),
        "'layers.2.weight' takes 8 numbers in its rows");
    assertWrong(
        Map.of("layers.0.weight", new long[] {8, 20}), "'layers.0.weight' ends in 1 number, not 8");
    assertWrong(
        Map.of("layers.0.weight", new long[] {1, 20}),
        "'layers.0.bias' is missing among the weights");
    assertWrong(
        Map.of("weight", new long[] {1, 20}), "'layers.0.weight' is missing among the weights");
  }

  @Test
  void a_model_of_another_kind_is_refused() {
    assertThatThrownBy(() -> load(RewardFixture.named("siglip").folder(), folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'model_type' is one of clip, clip_vision_model, not \"siglip\"");
  }

  private void assertWrong(Map<String, long[]> shapes, String message) throws IOException {
    Path head = folder.resolve("head.safetensors");
    Map<String, FloatTensor> weights = new LinkedHashMap<>();
    shapes.forEach(
        (name, shape) ->
            weights.put(name, new FloatTensor(shape, new float[(int) (shape[0] * shape[1])])));
    Safetensors.write(head, weights, DataType.F32);
    assertThatThrownBy(() -> load(CLIP.folder(), head))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("head.safetensors: " + message);
  }

  private AestheticNetwork load(Path tower, Path head) throws IOException {
    return AestheticNetwork.load("aesthetic", tower, head, device, DeviceCalls.direct(), 3);
  }
}
