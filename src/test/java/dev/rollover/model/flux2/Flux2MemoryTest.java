package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.pipeline.PipelineMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FLUX.2-klein-4B takes, by its true configuration, in bfloat16. */
@NullMarked
class Flux2MemoryTest {

  private static final double GIGA = 1e9;
  private static final int BFLOAT16 = 2;
  private static final long DIM = 3072;

  @TempDir Path folder;
  private Flux2Config transformer;
  private Flux2AutoencoderConfig autoencoder;
  private Qwen3Config text;

  @BeforeEach
  void configure() throws IOException {
    transformer =
        Flux2Config.read(
            part(
                """
                {"_class_name": "Flux2Transformer2DModel", "num_layers": 5,
                 "num_single_layers": 20, "num_attention_heads": 24, "joint_attention_dim": 7680,
                 "guidance_embeds": false}
                """));
    autoencoder = Flux2AutoencoderConfig.read(part("{\"_class_name\": \"AutoencoderKLFlux2\"}"));
    text =
        Qwen3Config.read(
            part(
                """
                {"model_type": "qwen3", "hidden_size": 2560, "intermediate_size": 9728,
                 "num_hidden_layers": 36, "num_attention_heads": 32, "num_key_value_heads": 8,
                 "head_dim": 128, "vocab_size": 151936}
                """),
            TextTokens.LAYERS);
  }

  private Path part(String config) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    return folder;
  }

  @Test
  void its_weights_are_as_large_as_its_sizes_say() {
    assertThat(bytes(transformer.network()) / GIGA).isCloseTo(7.75, within(0.01));
    assertThat(bytes(text.network()) / GIGA).as("27 of 36 layers").isCloseTo(6.23, within(0.02));
    assertThat(bytes(autoencoder.network()) / GIGA).isCloseTo(0.1, within(0.01));
  }

  private static long bytes(NetworkDefinition network) {
    return network.weights().shapes().values().stream()
        .mapToLong(shape -> BFLOAT16 * Arrays.stream(shape).reduce(1, Math::multiplyExact))
        .sum();
  }

  @Test
  void its_calls_take_little_beside_the_weights_at_1024_pixels() {
    PipelineMemory calls =
        new PipelineMemory(
            autoencoder.decoder(), new Flux2Memory(transformer, text), 512, BFLOAT16);
    assertThat(calls.velocity(1, 1 << 20)).isEqualTo((512 + 4096) * DIM * (4 + 2 * (9 + 7)));
    assertThat(calls.encode() / GIGA).isCloseTo(0.32, within(0.01));
    assertThat(calls.decode(1 << 20)).isEqualTo((3L * 256 * 2) << 20);
  }
}
