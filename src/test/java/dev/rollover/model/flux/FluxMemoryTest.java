package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.SchedulerConfig;
import dev.rollover.model.T5Config;
import dev.rollover.model.WeightPlan;
import dev.rollover.model.pipeline.PipelineMemory;
import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.PretendedGpus;
import dev.rollover.tensor.TensorInfo;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What FLUX.1-dev takes, by its true configuration, in bfloat16. */
@NullMarked
class FluxMemoryTest {

  private static final double GIGA = 1e9;
  private static final int BFLOAT16 = 2;

  @TempDir Path folder;
  private FluxConfigs dev;
  private FluxMemory own;

  @BeforeEach
  void configure() throws IOException {
    dev =
        new FluxConfigs(
            FluxConfig.read(
                part("{\"_class_name\": \"FluxTransformer2DModel\", \"guidance_embeds\": true}")),
            AutoencoderConfig.read(
                part(
                    """
                    {"_class_name": "AutoencoderKL", "block_out_channels": [128, 256, 512, 512],
                     "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                       "DownEncoderBlock2D", "DownEncoderBlock2D"],
                     "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                       "UpDecoderBlock2D", "UpDecoderBlock2D"],
                     "latent_channels": 16, "layers_per_block": 2, "sample_size": 1024,
                     "scaling_factor": 0.3611, "shift_factor": 0.1159,
                     "use_quant_conv": false, "use_post_quant_conv": false}
                    """)),
            T5Config.read(
                part(
                    """
                    {"model_type": "t5", "d_model": 4096, "d_kv": 64, "d_ff": 10240,
                     "num_layers": 24, "num_heads": 64, "feed_forward_proj": "gated-gelu"}
                    """)),
            ClipTextConfig.read(
                part(
                    """
                    {"model_type": "clip_text_model", "hidden_size": 768,
                     "intermediate_size": 3072, "num_attention_heads": 12}
                    """)),
            SchedulerConfig.read(part("{\"_class_name\": \"FlowMatchEulerDiscreteScheduler\"}")));
    own = new FluxMemory(dev.transformer(), dev.t5());
  }

  private Path part(String config) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    Files.writeString(folder.resolve("scheduler_config.json"), config);
    return folder;
  }

  @Test
  void its_weights_are_as_large_as_the_official_files() {
    assertThat(bytes(dev.transformer().network())).isEqualTo(23_802_816_640L);
    assertThat(bytes(dev.t5().network()) / GIGA).isCloseTo(9.52, within(0.01));
    assertThat(bytes(dev.clip().network()) / GIGA).isCloseTo(0.246, within(0.001));
    assertThat(bytes(dev.autoencoder().decoderNetwork()) / GIGA).isCloseTo(0.099, within(0.001));
  }

  private static long bytes(NetworkDefinition network) {
    return network.weights().shapes().values().stream()
        .mapToLong(shape -> BFLOAT16 * Arrays.stream(shape).reduce(1, Math::multiplyExact))
        .sum();
  }

  @Test
  void a_gpu_holds_what_does_not_stream_and_one_weight_that_does() throws IOException {
    NetworkDefinition transformer = dev.transformer().network();
    List<WeightPlan.Weight> weights =
        transformer.weights().shapes().entrySet().stream()
            .map(
                weight ->
                    new WeightPlan.Weight(
                        weight.getKey(),
                        weight.getKey(),
                        new TensorInfo("BF16", weight.getValue()),
                        true))
            .toList();
    CheckedNetwork all =
        new CheckedNetwork(transformer, new WeightPlan(folder.resolve("none"), weights));
    try (DevicePool pool = PretendedGpus.pool(1, DeviceObserver.NONE)) {
      Device gpu = pool.first().device();
      CheckedNetwork streaming = all.streaming(9, WeightChange.NONE);
      assertThat(all.blocks()).isEqualTo(57);
      assertThat(streaming.streamedTo(gpu)).isEqualTo(9 * 2 * 141_591_808L);
      assertThat(streaming.bytesOn(gpu)).isEqualTo(23_802_816_640L - streaming.streamedTo(gpu));
      assertThat(all.usedOn(gpu, Precision.BFLOAT16)).isZero();
      assertThat(streaming.usedOn(gpu, Precision.BFLOAT16)).isEqualTo(2L * 3072 * 15360);
    }
  }

  @Test
  void its_calls_take_little_beside_the_weights_at_1024_pixels() {
    PipelineMemory calls = new PipelineMemory(dev.autoencoder(), own, 512, BFLOAT16);
    assertThat(calls.velocity(1, 1 << 20)).isEqualTo((512 + 4096) * 3072L * 24);
    assertThat(calls.velocity(2, 1 << 20)).isEqualTo(2 * calls.velocity(1, 1 << 20));
    assertThat(calls.encode() / GIGA).isCloseTo(0.87, within(0.01));
    assertThat(calls.decode(1 << 20)).isEqualTo((3L * 256 * 2) << 20);
  }

  @Test
  void many_small_images_take_more_than_a_large_one_for_their_texts() {
    PipelineMemory calls = new PipelineMemory(dev.autoencoder(), own, 512, BFLOAT16);
    long largest = calls.velocity(1, 1 << 20);
    assertThat(calls.velocities(1024, BatchLimits.ofRows(1))).isEqualTo(largest);
    assertThat(calls.velocities(1024, new BatchLimits(128, 1 << 20)))
        .isEqualTo(calls.velocity(128, (1 << 20) / 128));
    assertThat(calls.velocities(2048, new BatchLimits(4, 1 << 20)))
        .isEqualTo(calls.velocity(1, 1 << 22));
  }
}
