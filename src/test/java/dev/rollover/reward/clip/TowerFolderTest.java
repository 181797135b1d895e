package dev.rollover.reward.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.ModelFormatException;
import dev.rollover.reward.vision.RewardFixture;
import dev.rollover.reward.vision.VisionConfig;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.FloatTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What folders say, and what is said of folders that are wrong. */
@NullMarked
class TowerFolderTest {

  private final Device device = Device.cpu();

  @TempDir Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void an_empty_config_is_that_of_transformers() throws IOException {
    write("config.json", "{\"model_type\": \"clip\"}");
    assertThat(TwoTowerConfig.read(folder))
        .isEqualTo(
            new TwoTowerConfig(
                Family.CLIP,
                new ClipTextConfig(49408, 512, 2048, 12, 8, 77, 1e-5, "quick_gelu", 49407),
                new VisionConfig(768, 3072, 12, 12, 224, 32, 1e-5, "quick_gelu"),
                512));
    write("config.json", "{\"model_type\": \"siglip\"}");
    assertThat(TwoTowerConfig.read(folder))
        .isEqualTo(
            new TwoTowerConfig(
                Family.SIGLIP,
                new ClipTextConfig(32000, 768, 3072, 12, 12, 64, 1e-6, "gelu_pytorch_tanh", 49407),
                new VisionConfig(768, 3072, 12, 12, 224, 16, 1e-6, "gelu_pytorch_tanh"),
                768));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 'model_type' is one of clip, siglip, and is missing",
        "{\"model_type\": \"blip\"} | 'model_type' is one of clip, siglip, not \"blip\"",
        "{\"model_type\": \"clip\", \"text_config\": 3} | 'text_config' is an object, not 3",
        "{\"model_type\": \"clip\", \"text_config\": {\"hidden_act\": \"relu\"}} |"
            + " 'text_config.hidden_act' is one of quick_gelu, gelu, gelu_pytorch_tanh, not",
        "{\"model_type\": \"clip\", \"vision_config\": {\"num_channels\": 4}} |"
            + " 'vision_config.num_channels' is 3: red, green, blue",
        "{\"model_type\": \"clip\", \"vision_config\": {\"patch_size\": 300}} |"
            + " 'vision_config.patch_size' is at most image_size, 224, not 300",
        "{\"model_type\": \"clip\", \"vision_config\": {\"image_size\": [224, 224]}} |"
            + " 'vision_config.image_size' is an integer of at least 1",
        "{\"model_type\": \"clip\", \"text_config\": {\"num_attention_heads\": 7}} |"
            + " 'text_config.num_attention_heads' divides hidden_size, 512, not 7",
        "{\"model_type\": \"siglip\", \"text_config\": {\"projection_size\": 7}} |"
            + " 'text_config.projection_size' is 768 as the tower for images has it, not 7",
        "{\"model_type\": \"siglip\", \"vision_config\": {\"vision_use_head\": false}} |"
            + " 'vision_config.vision_use_head' is true"
      })
  void names_the_field_that_no_tower_can_obey(String json, String message) throws IOException {
    write("config.json", json);
    assertThatThrownBy(() -> TwoTowerConfig.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logit_scale",
        "text_projection.weight",
        "visual_projection.weight",
        "text_model.encoder.layers.1.mlp.fc2.bias",
        "vision_model.pre_layrnorm.weight",
        "vision_model.encoder.layers.0.self_attn.k_proj.weight"
      })
  void names_the_weight_that_is_missing(String name) throws IOException {
    spoil("clip", weights -> weights.remove(name));
    assertWrong("model.safetensors: '%s' is missing among the weights".formatted(name));
  }

  @Test
  void names_the_bias_that_siglip_lacks() throws IOException {
    spoil("siglip", weights -> weights.remove("logit_bias"));
    assertWrong("model.safetensors: 'logit_bias' is missing among the weights");
  }

  @Test
  void names_the_weight_of_another_shape() throws IOException {
    String name = "text_projection.weight";
    spoil("clip", weights -> weights.put(name, new FloatTensor(new long[] {20, 1}, new float[20])));
    assertWrong(
        "'%s' has the shape [20, 1] where the configuration needs [20, 24]".formatted(name));
  }

  @Test
  void a_scale_that_is_no_number_is_refused() throws IOException {
    FloatTensor scale = new FloatTensor(new long[0], new float[] {Float.NaN});
    spoil("clip", weights -> weights.put("logit_scale", scale));
    assertWrong("'logit_scale' is no single number");
  }

  @Test
  void a_scale_without_bounds_is_refused() throws IOException {
    FloatTensor scale = new FloatTensor(new long[0], new float[] {800});
    spoil("clip", weights -> weights.put("logit_scale", scale));
    assertWrong("'logit_scale' is a number whose power of e is finite, not 800.0");
  }

  @Test
  void networks_that_make_no_numbers_are_refused() throws IOException {
    String name = "vision_model.post_layernorm.weight";
    spoil(
        "clip",
        weights -> Arrays.fill(Objects.requireNonNull(weights.get(name)).data(), Float.MAX_VALUE));
    assertWrong("makes no finite number of a grey image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokenizer_config.json", "preprocessor_config.json", "config.json"})
  void says_which_file_is_missing(String file) throws IOException {
    RewardFixture.named("clip").copy(folder);
    Files.delete(folder.resolve(file));
    assertWrong(file + ": is missing");
  }

  @Test
  void says_when_the_folder_has_no_weights() throws IOException {
    RewardFixture.named("clip").copy(folder);
    Files.delete(folder.resolve("model.safetensors"));
    assertWrong("has none of");
  }

  @Test
  void what_was_loaded_in_vain_is_let_go() throws IOException {
    spoil("clip", weights -> weights.remove("visual_projection.weight"));
    int before = device.liveTensors();
    assertThatThrownBy(load()).isInstanceOf(ModelFormatException.class);
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  private void assertWrong(String message) {
    assertThatThrownBy(load())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(message);
  }

  private ThrowingCallable load() {
    return () -> TwoTowers.load("clip", folder, device, DeviceCalls.direct(), 8).close();
  }

  private void spoil(String name, Consumer<Map<String, FloatTensor>> change) throws IOException {
    RewardFixture.named(name).spoilt(folder, change);
  }

  private void write(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json);
  }
}
