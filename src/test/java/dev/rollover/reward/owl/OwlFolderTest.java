package dev.rollover.reward.owl;

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
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a folder says wrongly is told with its file and field, and nothing is left. */
@NullMarked
class OwlFolderTest {

  private final Device device = Device.cpu();

  @TempDir Path folder;

  @AfterEach
  void close() {
    device.close();
  }

  @Test
  void an_empty_config_is_that_of_transformers() throws IOException {
    write("config.json", "{\"model_type\": \"owlv2\"}");
    assertThat(OwlConfig.read(folder))
        .isEqualTo(
            new OwlConfig(
                new ClipTextConfig(49408, 512, 2048, 12, 8, 16, 1e-5, "quick_gelu", 2),
                new VisionConfig(768, 3072, 12, 12, 768, 16, 1e-5, "quick_gelu"),
                512));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 'model_type' is owlv2, and is missing",
        "{\"model_type\": \"owlvit\"} | 'model_type' is one of owlv2, not \"owlvit\"",
        "{\"model_type\": \"owlv2\", \"projection_dim\": 256} |"
            + " 'projection_dim' is 512 as the text_config's hidden_size",
        "{\"model_type\": \"owlv2\", \"text_config\": {\"num_attention_heads\": 7}} |"
            + " 'text_config.num_attention_heads' divides hidden_size, 512, not 7",
        "{\"model_type\": \"owlv2\", \"vision_config\": {\"num_attention_heads\": 7}} |"
            + " 'vision_config.num_attention_heads' divides hidden_size, 768, not 7",
        "{\"model_type\": \"owlv2\", \"vision_config\": {\"hidden_act\": \"relu\"}} |"
            + " 'vision_config.hidden_act' is one of quick_gelu"
      })
  void names_the_field_that_no_detector_can_obey(String json, String message) throws IOException {
    write("config.json", json);
    assertThatThrownBy(() -> OwlConfig.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owlv2.text_projection.weight",
        "owlv2.text_model.encoder.layers.1.mlp.fc2.bias",
        "owlv2.vision_model.pre_layernorm.weight",
        "owlv2.vision_model.embeddings.class_embedding",
        "layer_norm.bias",
        "class_head.logit_shift.weight",
        "box_head.dense1.weight",
        "objectness_head.dense2.bias"
      })
  void names_the_weight_that_is_missing(String name) throws IOException {
    spoil(weights -> weights.remove(name));
    assertWrong("model.safetensors: '%s' is missing among the weights".formatted(name));
  }

  @Test
  void names_the_weight_of_another_shape() throws IOException {
    spoil(
        weights ->
            weights.put("box_head.dense2.bias", new FloatTensor(new long[] {3}, new float[3])));
    assertWrong("'box_head.dense2.bias' has the shape [3] where the configuration needs [4]");
  }

  @Test
  void refuses_weights_that_lead_to_no_number() throws IOException {
    spoil(
        weights ->
            Arrays.fill(
                Objects.requireNonNull(weights.get("layer_norm.weight")).data(), Float.MAX_VALUE));
    assertWrong("makes no finite number of a grey image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preprocessor_config.json", "tokenizer.json", "model.safetensors"})
  void says_which_file_is_missing(String name) throws IOException {
    RewardFixture.named("owlv2").copy(folder);
    Files.delete(folder.resolve(name));
    assertWrong(name);
  }

  private void spoil(Consumer<Map<String, FloatTensor>> change) throws IOException {
    RewardFixture.named("owlv2").spoilt(folder, change);
  }

  private void assertWrong(String message) {
    int before = device.liveTensors();
    assertThatThrownBy(
            () ->
                OwlNetwork.load(
                    folder, new OwlNetwork.Loading("count", device, DeviceCalls.direct(), 8)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
    assertThat(device.liveTensors()).isEqualTo(before);
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
