package dev.rollover.reward.owl;

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

/** The network gives what that of transformers gives, whatever a row's place in its batch. */
@NullMarked
class OwlNetworkTest {

  private static final double TOLERANCE = 1e-4;
  private static final DeviceAccount NOBODY = new DeviceAccount(false);

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"owlv2", "owlv2-older"})
  void gives_the_logits_boxes_and_objectness_of_transformers(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    try (OwlNetwork network = load(fixture, 3)) {
      List<Patches> ours = patches(network, fixture.images(), fixture.texts());
      assertClose(fixture.value("logits"), logits(ours, fixture.texts().size()));
      assertClose(fixture.value("objectness_logits"), objectness(ours));
      assertClose(fixture.value("pred_boxes"), places(ours));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"owlv2", "owlv2-older"})
  void gives_the_boxes_of_transformers_within_the_image(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    float[] corners = fixture.value("corners").data();
    float[] scores = fixture.value("scores").data();
    float[] labels = fixture.value("labels").data();
    try (OwlNetwork network = load(fixture, 8)) {
      List<Patches> ours = patches(network, fixture.images(), fixture.texts());
      int at = 0;
      for (int image = 0; image < ours.size(); image++) {
        RgbImage seen = fixture.images().get(image);
        List<Box> theirs = new ArrayList<>();
        for (int patch = 0; patch < ours.get(image).count(); patch++, at++) {
          Box box =
              new Box(
                  (int) labels[at],
                  scores[at],
                  Math.max(0, corners[4 * at]),
                  Math.max(0, corners[4 * at + 1]),
                  Math.min(seen.width(), corners[4 * at + 2]),
                  Math.min(seen.height(), corners[4 * at + 3]));
          if (box.left() < box.right() && box.top() < box.bottom() && box.area() >= 1) {
            theirs.add(box);
          }
        }
        assertThat(ours.get(image).boxes(seen, 0, 0))
            .usingRecursiveFieldByFieldElementComparator(
                org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration.builder()
                    .withComparatorForType(
                        (one, other) -> Math.abs(one - other) < 1e-4 ? 0 : 1, Double.class)
                    .build())
            .containsExactlyElementsOf(theirs);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"owlv2", "owlv2-older"})
  void gives_a_batch_what_it_gives_each_image_alone(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    List<Patches> alone = new ArrayList<>();
    try (OwlNetwork network = load(fixture, 1)) {
      alone.addAll(patches(network, fixture.images(), fixture.texts()));
    }
    try (OwlNetwork network = load(fixture, 8)) {
      List<RgbImage> reversed = fixture.images().reversed();
      List<Patches> together = patches(network, reversed, fixture.texts()).reversed();
      for (int image = 0; image < alone.size(); image++) {
        assertThat(together.get(image).values())
            .containsExactly(alone.get(image).values(), within((float) TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"owlv2", "owlv2-older"})
  void reads_the_ids_of_transformers(String name) throws IOException {
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
  void leaves_nothing_on_the_device() throws IOException {
    RewardFixture fixture = RewardFixture.named("owlv2");
    int before = device.liveTensors();
    try (OwlNetwork network = load(fixture, 3)) {
      int loaded = device.liveTensors();
      patches(network, fixture.images(), fixture.texts());
      assertThat(device.liveTensors()).isEqualTo(loaded);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void jobs_that_look_for_different_numbers_of_things_share_a_batch() throws IOException {
    RewardFixture fixture = RewardFixture.named("owlv2");
    List<String> one = fixture.texts().subList(0, 1);
    List<RgbImage> first = fixture.images().subList(0, 1);
    List<RgbImage> last = fixture.images().subList(2, 4);
    List<String> batches = Collections.synchronizedList(new ArrayList<>());
    try (HeldWorker held =
            new HeldWorker(
                100,
                (op, rows, calls, time) -> batches.add("%s %d %d".formatted(op, rows, calls)));
        OwlNetwork network =
            OwlNetwork.load(
                fixture.folder(), new OwlNetwork.Loading("count", device, held.worker(), 8))) {
      List<float[]> few = network.directions(one, NOBODY);
      List<float[]> many = network.directions(fixture.texts(), NOBODY);
      List<Patches> firstAlone = network.patches(first, few, NOBODY);
      List<Patches> lastAlone = network.patches(last, many, NOBODY);
      batches.clear();
      held.hold();
      CompletableFuture<List<Patches>> some =
          held.waiting(1, () -> network.patches(first, few, NOBODY));
      CompletableFuture<List<Patches>> others =
          held.waiting(2, () -> network.patches(last, many, NOBODY));
      held.release();
      assertClose(logits(some.join(), 1), logits(firstAlone, 1));
      assertClose(logits(others.join(), 3), logits(lastAlone, 3));
      assertClose(places(others.join()), places(lastAlone));
    }
    assertThat(batches).containsExactly("hold 1 1", "reward 3 2");
  }

  private OwlNetwork load(RewardFixture fixture, int largestBatch) throws IOException {
    return OwlNetwork.load(
        fixture.folder(),
        new OwlNetwork.Loading("count", device, DeviceCalls.direct(), largestBatch));
  }

  private static List<Patches> patches(
      OwlNetwork network, List<RgbImage> images, List<String> queries) {
    return network.patches(images, network.directions(queries, NOBODY), NOBODY);
  }

  private static List<Double> logits(List<Patches> images, int queries) {
    List<Double> logits = new ArrayList<>();
    for (Patches image : images) {
      for (int patch = 0; patch < image.count(); patch++) {
        for (int query = 0; query < queries; query++) {
          logits.add(image.logit(patch, query));
        }
      }
    }
    return logits;
  }

  private static List<Double> objectness(List<Patches> images) {
    List<Double> logits = new ArrayList<>();
    for (Patches image : images) {
      for (int patch = 0; patch < image.count(); patch++) {
        logits.add(image.objectness(patch));
      }
    }
    return logits;
  }

  private static List<Double> places(List<Patches> images) {
    List<Double> places = new ArrayList<>();
    for (Patches image : images) {
      for (int patch = 0; patch < image.count(); patch++) {
        for (int at = 0; at < 4; at++) {
          places.add((double) image.values()[patch * image.width() + at]);
        }
      }
    }
    return places;
  }

  private static void assertClose(FloatTensor theirs, List<Double> ours) {
    List<Double> expected = new ArrayList<>();
    for (float value : theirs.data()) {
      expected.add((double) value);
    }
    assertClose(expected, ours);
  }

  private static void assertClose(List<Double> expected, List<Double> ours) {
    assertThat(ours).hasSameSizeAs(expected);
    for (int at = 0; at < ours.size(); at++) {
      assertThat(ours.get(at)).as("number %d", at).isCloseTo(expected.get(at), within(TOLERANCE));
    }
  }
}
