package dev.rollover.reward.blip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.ModelFormatException;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.Score;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reward is what transformers' BLIP and a head in torch make of it. */
@NullMarked
class ImageRewardTest {

  private static final double TOLERANCE = 1e-4;

  private final Device device = Device.cpu();

  @TempDir Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-reward", "image-reward-own"})
  void is_that_of_transformers_for_each_image_and_text(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    float[] theirs = fixture.value("scores").data();
    try (ImageRewardNetwork network = load(fixture, 3)) {
      for (int text = 0; text < fixture.texts().size(); text++) {
        List<Score> ours = score(network, fixture.texts().get(text), fixture.images());
        for (int image = 0; image < ours.size(); image++) {
          double expected = theirs[image * fixture.texts().size() + text];
          assertThat(ours.get(image).value())
              .as("image %d, text %d", image, text)
              .isCloseTo(expected, within(TOLERANCE));
          assertThat(ours.get(image).terms().get("raw"))
              .isCloseTo(expected * 1.0333394966054072 + 0.16717362830052426, within(2e-4));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"image-reward", "image-reward-own"})
  void is_the_same_in_a_batch_and_alone(String name) throws IOException {
    RewardFixture fixture = RewardFixture.named(name);
    String text = fixture.texts().getFirst();
    List<Score> alone = new ArrayList<>();
    try (ImageRewardNetwork network = load(fixture, 1)) {
      fixture.images().forEach(image -> alone.addAll(score(network, text, List.of(image))));
    }
    try (ImageRewardNetwork network = load(fixture, 8)) {
      List<Score> together = score(network, text, fixture.images().reversed()).reversed();
      for (int image = 0; image < alone.size(); image++) {
        assertThat(together.get(image).value())
            .isCloseTo(alone.get(image).value(), within(TOLERANCE));
      }
    }
  }

  @Test
  void reads_the_ids_of_transformers() throws IOException {
    RewardFixture fixture = RewardFixture.named("image-reward");
    float[] ids = fixture.value("input_ids").data();
    try (ImageRewardNetwork network = load(fixture, 1)) {
      for (int text = 0; text < fixture.texts().size(); text++) {
        long[] ours = network.tokens(fixture.texts().get(text));
        assertThat(ours).hasSize(35);
        for (int at = 0; at < ours.length; at++) {
          assertThat((float) ours[at]).isEqualTo(ids[text * ours.length + at]);
        }
      }
    }
  }

  @Test
  void reads_the_same_from_a_folder_that_does_not_say_which_tokens_are_special()
      throws IOException {
    RewardFixture fixture = RewardFixture.named("image-reward").copy(folder);
    Files.writeString(
        folder.resolve("tokenizer_config.json"),
        "{\"do_lower_case\": true, \"model_max_length\": 512}");
    try (ImageRewardNetwork usual = load(RewardFixture.named("image-reward"), 1);
        ImageRewardNetwork silent = load(fixture, 1)) {
      for (String text : fixture.texts()) {
        assertThat(silent.tokens(text)).isEqualTo(usual.tokens(text));
      }
    }
    Files.writeString(folder.resolve("special_tokens_map.json"), "{\"pad_token\": \"[SEP]\"}");
    try (ImageRewardNetwork padded = load(fixture, 1)) {
      assertThat(padded.tokens("two")).endsWith(3, 3, 3).startsWith(2, 4, 3);
    }
  }

  @Test
  void is_charged_to_the_job_and_leaves_nothing_on_the_device() throws IOException {
    RewardFixture fixture = RewardFixture.named("image-reward");
    int before = device.liveTensors();
    try (ImageRewardNetwork network = load(fixture, 3)) {
      int loaded = device.liveTensors();
      DeviceAccount account = new DeviceAccount(false);
      Reward reward = kind(network).create("two red circles", Map.of(), account);
      assertThat(account.nanos()).isZero();
      reward.score(fixture.images());
      assertThat(account.nanos()).isPositive();
      assertThat(Objects.requireNonNull(reward.used().get("image_reward")).calls()).isEqualTo(4);
      assertThat(device.liveTensors()).isEqualTo(loaded);
    }
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  @Test
  void judges_by_another_text_than_the_prompt_where_one_is_given() throws IOException {
    RewardFixture fixture = RewardFixture.named("image-reward");
    try (ImageRewardNetwork network = load(fixture, 8)) {
      RewardKind kind = kind(network);
      DeviceAccount account = new DeviceAccount(false);
      Map<String, Object> params = Map.of("text", "two red circles");
      assertThat(kind.create("three", params, account).score(fixture.images()))
          .isEqualTo(score(network, "two red circles", fixture.images()));
      assertThatThrownBy(() -> kind.create("three", Map.of("score", "raw"), account))
          .isInstanceOf(InvalidRewardException.class)
          .hasMessage("params.score is unknown; allowed: text");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vision_model.embeddings.class_embedding",
        "vision_model.encoder.layers.1.self_attn.qkv.bias",
        "text_encoder.encoder.layer.0.crossattention.self.key.weight",
        "text_encoder.embeddings.LayerNorm.weight",
        "mlp.layers.2.bias"
      })
  void names_the_weight_that_is_missing(String name) throws IOException {
    RewardFixture.named("image-reward").spoilt(folder, weights -> weights.remove(name));
    assertThatThrownBy(() -> load(new RewardFixture(folder), 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'%s' is missing among the weights".formatted(name));
    assertThat(device.liveTensors()).isZero();
  }

  @Test
  void a_tower_and_an_encoder_that_do_not_fit_are_refused() throws IOException {
    Path config = RewardFixture.named("image-reward").copy(folder).folder().resolve("config.json");
    String sizes = Files.readString(config);
    Files.writeString(config, sizes.replace("\"hidden_size\": 24", "\"hidden_size\": 27"));
    assertThatThrownBy(() -> load(new RewardFixture(folder), 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'mlp.layers.0.weight' takes 27 numbers in its rows");
    Files.writeString(config, sizes.replace("\"blip\"", "\"clip\""));
    assertThatThrownBy(() -> load(new RewardFixture(folder), 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'model_type' is one of blip, not \"clip\"");
  }

  @Test
  void the_folder_that_its_makers_left_is_a_large_tower_and_a_bert() throws IOException {
    RewardFixture fixture = RewardFixture.named("image-reward-own").copy(folder);
    Files.delete(fixture.folder().resolve("config.json"));
    Files.delete(fixture.folder().resolve("preprocessor_config.json"));
    Files.writeString(
        fixture.folder().resolve("med_config.json"),
        "{\"model_type\": \"bert\", \"encoder_width\": 768, \"add_cross_attention\": true}");
    BlipFolder read = BlipFolder.read(folder);
    assertThat(read.vision().constants())
        .containsEntry("num_hidden_layers", 24)
        .containsEntry("num_attention_heads", 16)
        .containsEntry("layer_norm_eps", 1e-6);
    assertThat(read.vision().imageSize()).isEqualTo(224);
    assertThat(read.processor().side()).isEqualTo(224);
    assertThat(read.text())
        .isEqualTo(new BertConfig(30524, 768, 3072, 1024, 12, 12, 512, 1e-12, "gelu", 0));
    assertThat(read.storedAs().apply("text_encoder.embeddings.LayerNorm.bias"))
        .isEqualTo("blip.text_encoder.embeddings.LayerNorm.bias");
    assertThatThrownBy(() -> load(fixture, 8))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("'mlp.layers.0.weight' takes 768 numbers in its rows");
  }

  private ImageRewardNetwork load(RewardFixture fixture, int largestBatch) throws IOException {
    return ImageRewardNetwork.load(
        "image_reward", fixture.folder(), device, DeviceCalls.direct(), largestBatch);
  }

  private static RewardKind kind(ImageRewardNetwork network) {
    ImageRewardProperties properties =
        new ImageRewardProperties(
            "image_reward", "", 0.16717362830052426, 1.0333394966054072, null, 32);
    return new ImageRewardKind(properties, new OnDevice<>(network, () -> {}), RewardObserver.NONE);
  }

  private static List<Score> score(ImageRewardNetwork network, String text, List<RgbImage> images) {
    return kind(network).create(text, Map.of(), new DeviceAccount(false)).score(images);
  }
}
