package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.SafetensorsException;
import dev.rollover.tensor.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ConfigTest {

  @TempDir Path folder;

  @Test
  void older_t5_configs_name_their_activation_in_the_projection() throws IOException {
    write("config.json", "{\"feed_forward_proj\": \"gated-gelu\"}");
    assertThat(T5Config.read(folder).activation()).isEqualTo("gelu_new");
    write("config.json", "{}");
    assertThat(T5Config.read(folder).activation()).isEqualTo("relu");
  }

  @Test
  void a_fixed_shift_is_the_same_for_every_size() throws IOException {
    write("scheduler_config.json", "{\"shift\": 3.0}");
    assertThat(SchedulerConfig.read(folder).shiftFor(1)).isEqualTo(3);
    assertThat(SchedulerConfig.read(folder).shiftFor(4096)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"act_fn\": \"relu\"} | 'act_fn' is one of silu, swish, not \"relu\"",
        "{\"scaling_factor\": 0} | 'scaling_factor' is a number above 0, not 0.0",
        "{\"shift_factor\": \"x\"} | 'shift_factor' is a number, not \"x\"",
        "{\"block_out_channels\": [33]} | 'block_out_channels' is multiples of norm_num_groups, 32"
      })
  void names_the_field_of_an_autoencoder(String json, String message) throws IOException {
    write("config.json", json);
    assertThatThrownBy(() -> AutoencoderConfig.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void an_empty_tiny_autoencoder_config_is_that_of_diffusers() throws IOException {
    write("config.json", "{}");
    assertThat(TinyAutoencoderConfig.read(folder))
        .isEqualTo(new TinyAutoencoderConfig(4, List.of(3, 3, 3, 1), 64, 2, "relu", 1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"_class_name\": \"AutoencoderKL\"} | '_class_name' is one of AutoencoderTiny, not",
        "{\"act_fn\": \"elu\"} | 'act_fn' is one of relu, silu, swish, mish, gelu, not \"elu\"",
        "{\"upsample_fn\": \"bicubic\"} | 'upsample_fn' is one of nearest, not \"bicubic\"",
        "{\"out_channels\": 4} | 'out_channels' is 3: red, green, blue",
        "{\"num_decoder_blocks\": [1, -1]} | 'num_decoder_blocks' is a list of integers",
        "{\"num_decoder_blocks\": []} | 'num_decoder_blocks' is a list of integers of at least 0",
        "{\"num_decoder_blocks\": [1]} | 'decoder_block_out_channels' has as many stages as",
        "{\"decoder_block_out_channels\": [8, 8, 8, 4]} | 'decoder_block_out_channels' is one",
        "{\"upsampling_scaling_factor\": 0} | 'upsampling_scaling_factor' is an integer",
        "{\"scaling_factor\": 0} | 'scaling_factor' is a number above 0, not 0.0",
        "{\"shift_factor\": \"x\"} | 'shift_factor' is a number, not \"x\""
      })
  void names_the_field_of_a_tiny_autoencoder(String json, String message) throws IOException {
    write("config.json", json);
    assertThatThrownBy(() -> TinyAutoencoderConfig.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("config.json: " + message);
  }

  @Test
  void says_when_weights_are_missing() {
    try (Device device = Device.cpu();
        Scope scope = device.scope()) {
      assertThatThrownBy(() -> WeightFiles.read(folder, scope))
          .isInstanceOf(ModelFormatException.class)
          .hasMessageContaining("has none of diffusion_pytorch_model.safetensors");
    }
  }

  @Test
  void names_the_weights_that_are_not_floats() throws IOException {
    writeInteger("embeddings.weight");
    try (Device device = Device.cpu();
        Scope scope = device.scope()) {
      assertThatThrownBy(() -> WeightFiles.read(folder, scope))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("model.safetensors: tensor 'embeddings.weight': dtype I64");
    }
  }

  /** Weights that are one tensor of one integer. */
  private void writeInteger(String name) throws IOException {
    String entry = "{\"dtype\": \"I64\", \"shape\": [1], \"data_offsets\": [0, 8]}";
    byte[] header = "{\"%s\": %s}".formatted(name, entry).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(2 * Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(header.length).put(header);
    Files.write(folder.resolve("model.safetensors"), file.array());
  }

  private void write(String name, String json) throws IOException {
    Files.writeString(folder.resolve(name), json);
  }
}
