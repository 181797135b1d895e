package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.T5Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the true configurations call for is what the true files hold. */
@NullMarked
class FluxWeightsTest {

  private static final int BFLOAT16 = 2;

  @TempDir Path folder;

  @Test
  void of_dev_are_those_of_its_index() throws IOException {
    config("{\"guidance_embeds\": true}");
    NetworkDefinition dev = FluxConfig.read(folder).network();
    assertThat(dev.weights().shapes()).hasSize(1160);
    assertThat(BFLOAT16 * values(dev)).isEqualTo(23_802_816_640L);
  }

  @Test
  void of_schnell_lack_the_four_of_guidance() throws IOException {
    config("{}");
    assertThat(FluxConfig.read(folder).network().weights().shapes())
        .hasSize(1156)
        .doesNotContainKey("time_text_embed.guidance_embedder.linear_1.weight");
  }

  @Test
  void of_its_t5_are_those_of_its_index() throws IOException {
    config(
        """
        {"d_model": 4096, "d_kv": 64, "d_ff": 10240, "num_layers": 24, "num_heads": 64,
         "feed_forward_proj": "gated-gelu"}
        """);
    NetworkDefinition t5 = T5Config.read(folder).network();
    assertThat(t5.weights().shapes()).hasSize(219);
    assertThat(BFLOAT16 * values(t5)).isEqualTo(9_524_621_312L);
  }

  @Test
  void of_its_clip_are_those_of_a_large_one() throws IOException {
    config(
        """
        {"hidden_size": 768, "intermediate_size": 3072, "num_attention_heads": 12,
         "eos_token_id": 2}
        """);
    NetworkDefinition clip = ClipTextConfig.read(folder).network();
    assertThat(clip.weights().shapes()).hasSize(196);
    assertThat(values(clip)).isEqualTo(123_060_480L);
  }

  @Test
  void of_both_halves_of_its_autoencoder_are_those_of_its_file() throws IOException {
    config(
        """
        {"block_out_channels": [128, 256, 512, 512], "layers_per_block": 2, "latent_channels": 16,
         "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D", "DownEncoderBlock2D",
           "DownEncoderBlock2D"],
         "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D", "UpDecoderBlock2D",
           "UpDecoderBlock2D"],
         "use_quant_conv": false, "use_post_quant_conv": false, "force_upcast": true,
         "scaling_factor": 0.3611, "shift_factor": 0.1159, "sample_size": 1024}
        """);
    AutoencoderConfig config = AutoencoderConfig.read(folder);
    NetworkDefinition encoder = config.encoderNetwork();
    NetworkDefinition decoder = config.decoderNetwork();
    assertThat(encoder.weights().shapes().size() + decoder.weights().shapes().size())
        .isEqualTo(244);
    assertThat(values(encoder) + values(decoder)).isEqualTo(83_819_683L);
  }

  private static long values(NetworkDefinition network) {
    return network.weights().shapes().values().stream()
        .mapToLong(shape -> Arrays.stream(shape).reduce(1, (size, side) -> size * side))
        .sum();
  }

  private void config(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }
}
