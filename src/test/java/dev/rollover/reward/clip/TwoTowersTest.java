package dev.rollover.reward.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.RgbImage;
import dev.rollover.model.Tokenizer;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.HeldWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The towers give what those of transformers give, whatever a row's place in its batch. */
@NullMarked
class TwoTowersTest {

  private static final double TOLERANCE = 1e-4;

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip", "clip-older", "siglip", "siglip-other"})
  void give_the_logits_of_transformers_for_each_image_and_text(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    FloatTensor theirs = fixture.value("logits_per_image");
    try (TwoTowers towers = load(fixture, 3)) {
      for (int text = 0; text < fixture.texts().size(); text++) {
        List<Double> ours = logits(towers, fixture.texts().get(text), fixture.images());
        for (int image = 0; image < ours.size(); image++) {
          assertThat(ours.get(image))
              .as("image %d, text %d", image, text)
              .isCloseTo(theirs.data()[image * fixture.texts().size() + text], within(TOLERANCE));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip", "clip-older", "siglip", "siglip-other"})
  void give_a_batch_what_they_give_each_image_alone(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    String text = fixture.texts().getFirst();
    List<Double> alone = new ArrayList<>();
    try (TwoTowers towers = load(fixture, 1)) {
      fixture.images().forEach(image -> alone.addAll(logits(towers, text, List.of(image))));
    }
    try (TwoTowers towers = load(fixture, 8)) {
      List<RgbImage> reversed = fixture.images().reversed();
      List<Double> together = logits(towers, text, reversed).reversed();
      for (int image = 0; image < alone.size(); image++) {
        assertThat(together.get(image)).isCloseTo(alone.get(image), within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip", "clip-older", "siglip", "siglip-other"})
  void read_the_ids_of_transformers(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    FloatTensor ids = fixture.value("input_ids");
    int length = (int) ids.shape()[1];
    try (Tokenizer tokenizer = Tokenizer.open(fixture.folder(), length)) {
      for (int text = 0; text < fixture.texts().size(); text++) {
        long[] ours = tokenizer.ids(fixture.texts().get(text));
        assertThat(ours).hasSize(length);
        for (int at = 0; at < length; at++) {
          assertThat((float) ours[at])
              .as("text %d", text)
              .isEqualTo(ids.data()[text * length + at]);
        }
      }
    }
  }

  @Test
  void leave_nothing_on_the_device() throws IOException {
    RewardFixture fixture = RewardFixture.named("clip");
    int before = device.liveTensors();
    try (TwoTowers towers = load(fixture, 3)) {
      int loaded = device.liveTensors();
      logits(towers, "two red circles", fixture.images());
      assertThat(device.liveTensors()).isEqualTo(loaded);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void jobs_with_other_prompts_and_image_sizes_share_a_batch() throws IOException {
    RewardFixture fixture = RewardFixture.named("clip");
    List<String> batches = Collections.synchronizedList(new ArrayList<>());
    try (HeldWorker held =
            new HeldWorker(
                100,
                (op, rows, calls, time) -> batches.add("%s %d %d".formatted(op, rows, calls)));
        TwoTowers towers = TwoTowers.load("clip", fixture.folder(), device, held.worker(), 32)) {
      float[] red = direction(towers, "two red circles");
      float[] blue = direction(towers, "3 BLUE zebras");
      List<RgbImage> images = fixture.images();
      double redAlone = cosines(towers, List.of(images.getFirst()), red).getFirst();
      double blueAlone = cosines(towers, List.of(images.getLast()), blue).getFirst();
      batches.clear();
      held.hold();
      CompletableFuture<List<Double>> one =
          held.waiting(1, () -> cosines(towers, List.of(images.getFirst()), red));
      CompletableFuture<List<Double>> other =
          held.waiting(2, () -> cosines(towers, List.of(images.getLast()), blue));
      held.release();
      assertThat(one.join().getFirst()).isCloseTo(redAlone, within(1e-6));
      assertThat(other.join().getFirst()).isCloseTo(blueAlone, within(1e-6));
    }
    assertThat(batches).containsExactly("hold 1 1", "reward 2 2");
  }

  private TwoTowers load(RewardFixture fixture, int largestBatch) throws IOException {
    return TwoTowers.load("clip", fixture.folder(), device, DeviceCalls.direct(), largestBatch);
  }

  private static List<Double> logits(TwoTowers towers, String text, List<RgbImage> images) {
    return cosines(towers, images, direction(towers, text)).stream()
        .map(towers.logit()::of)
        .toList();
  }

  private static float[] direction(TwoTowers towers, String text) {
    return towers.direction(text, new DeviceAccount(false));
  }

  private static List<Double> cosines(TwoTowers towers, List<RgbImage> images, float[] text) {
    return towers.cosines(images, text, new DeviceAccount(false));
  }
}
