package dev.rollover.model.flux2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Fixture;
import dev.rollover.model.LatentPacking;
import dev.rollover.model.Network;
import dev.rollover.model.Parity;
import dev.rollover.model.Qwen3Config;
import dev.rollover.model.pipeline.LatentStatistics;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs compute what diffusers and transformers compute. */
@NullMarked
class Flux2ParityTest {

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux2-transformer-unguided", "flux2-transformer-guided"})
  void the_transformer_gives_the_velocity_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    Flux2Config config = Flux2Config.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "velocity", rows -> inputs(rows, config));
    }
  }

  private static List<Tensor> inputs(Parity.Rows rows, Flux2Config config) {
    List<Tensor> inputs =
        new ArrayList<>(
            List.of(
                rows.floats("hidden_states"),
                rows.floats("encoder_hidden_states"),
                rows.floats("timestep"),
                rows.shared("img_ids"),
                rows.shared("txt_ids")));
    if (config.guidanceEmbeds()) {
      inputs.add(rows.floats("guidance"));
    }
    return inputs;
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux2-qwen3-tied", "flux2-qwen3-bare"})
  void the_text_encoder_gives_the_hidden_states_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    Qwen3Config config = Qwen3Config.read(fixture.folder(), TextTokens.LAYERS);
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(
          device, network, fixture, "sequence", rows -> List.of(rows.ids(), rows.longs("lengths")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux2-autoencoder-full", "flux2-autoencoder-small-decoder"})
  void the_decoder_gives_the_pixels_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    Flux2AutoencoderConfig config = Flux2AutoencoderConfig.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "decoded", rows -> List.of(rows.floats("latents")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux2-autoencoder-full", "flux2-autoencoder-small-decoder"})
  void packed_latents_become_what_the_decoder_reads(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    Flux2AutoencoderConfig config = Flux2AutoencoderConfig.read(fixture.folder());
    LatentStatistics statistics =
        config.statistics(fixture.folder().resolve("diffusion_pytorch_model.safetensors"));
    FloatTensor packed = fixture.value("packed");
    FloatTensor latents = fixture.value("latents");
    int size = packed.data().length / (int) packed.shape()[0];
    float[] first = Arrays.copyOf(packed.data(), size);
    float[] restored = statistics.restored(new LatentPacking(3, 4, 6), first);
    assertThat(RelativeDifference.of(restored, Arrays.copyOf(latents.data(), size)))
        .isLessThan(1e-6);
  }
}
