package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.Fixture;
import dev.rollover.model.ModelFormatException;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Qwen3Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;

/** What a FLUX.2 klein folder may say, and what is refused. */
class Flux2ConfigTest {

  private static final List<Boolean> NONE_ATTENDS = List.of(false, false, false, false);

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    FileSystemUtils.copyRecursively(Fixture.named("flux2-pipeline").folder(), folder);
  }

  @Test
  void absent_fields_are_those_of_diffusers_and_transformers() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    assertThat(Flux2Config.read(folder))
        .isEqualTo(
            new Flux2Config(
                128,
                128,
                8,
                48,
                128,
                48,
                15360,
                256,
                3 * 128 * 48,
                List.of(32, 32, 32, 32),
                2000,
                1e-6,
                true));
    assertThat(Flux2AutoencoderConfig.read(folder))
        .isEqualTo(
            new Flux2AutoencoderConfig(
                new AutoencoderConfig(
                    List.of(128, 256, 512, 512),
                    NONE_ATTENDS,
                    NONE_ATTENDS,
                    2,
                    true,
                    32,
                    true,
                    true,
                    32,
                    1024,
                    1,
                    0),
                1e-4));
    assertThat(Qwen3Config.read(folder, TextTokens.LAYERS))
        .isEqualTo(
            new Qwen3Config(151936, 4096, 22016, 32, 32, 32, 128, 1e-6, 10000, TextTokens.LAYERS));
  }

  @Test
  void older_files_of_the_encoder_say_the_base_of_its_rotations_outside() throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"rope_theta\": 1000000, \"rope_scaling\": null}");
    assertThat(Qwen3Config.read(folder, TextTokens.LAYERS).ropeTheta()).isEqualTo(1e6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "transformer/config.json | \"in_channels\": 12 | \"in_channels\": 16 | 'in_channels' is 4"
            + " times the vae's latent_channels, 12, not 16",
        "transformer/config.json | \"joint_attention_dim\": 24 | \"joint_attention_dim\": 20"
            + " | 'joint_attention_dim' is 3 times the text_encoder's hidden_size, 24, not 20",
        "transformer/config.json | \"timestep_guidance_channels\": 16"
            + " | \"timestep_guidance_channels\": 15 | 'timestep_guidance_channels' is an even",
        "transformer/config.json | \"attention_head_dim\": 8 | \"attention_head_dim\": 10"
            + " | 'axes_dims_rope' is even numbers that add up to attention_head_dim",
        "transformer/config.json | \"mlp_ratio\": 3.0 | \"mlp_ratio\": 4.0"
            + " | 'transformer_blocks.0.ff.linear_in.weight' has the shape [96, 16] where the",
        "vae/config.json | \"out_channels\": 3 | \"out_channels\": 4 | 'out_channels' is 3",
        "vae/config.json | \"norm_num_groups\": 2 | \"norm_num_groups\": 3"
            + " | 'block_out_channels' is multiples of norm_num_groups",
        "vae/config.json | \"decoder_block_out_channels\": null"
            + " | \"decoder_block_out_channels\": [4] | 'decoder_block_out_channels' has as many",
        "text_encoder/config.json | \"num_hidden_layers\": 29 | \"num_hidden_layers\": 26"
            + " | 'num_hidden_layers' is at least 27",
        "text_encoder/config.json | \"num_attention_heads\": 2 | \"num_attention_heads\": 4"
            + " | 'model.layers.0.self_attn.q_proj.weight' has the shape [12, 8]",
        "text_encoder/config.json | \"attention_bias\": false | \"attention_bias\": true"
            + " | 'attention_bias' is false",
        "text_encoder/config.json | \"rope_type\": \"default\" | \"rope_type\": \"yarn\""
            + " | 'rope_parameters.rope_type' is one of default",
        "tokenizer/chat_template.jinja | <think> | <thinking> | 'chat_template' is not Qwen3's",
        "tokenizer/tokenizer_config.json | \"is_local\": true | \"padding_side\": \"left\""
            + " | 'padding_side' is one of right",
      })
  void names_what_is_wrong_with_a_folder(String file, String is, String becomes, String message)
      throws IOException {
    Path path = folder.resolve(file);
    String before = Files.readString(path);
    assertThat(before).contains(is);
    Files.writeString(path, before.replace(is, becomes));
    assertThatThrownBy(() -> new Flux2Family().check(ModelProperties.Folder.at("m"), folder))
        .isInstanceOf(ModelFormatException.class)
        .satisfies(
            thrown ->
                assertThat(((ModelFormatException) thrown).faults())
                    .anyMatch(fault -> fault.toString().contains(message)));
  }
}
