package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Faults;
import dev.rollover.model.Fixture;
import dev.rollover.model.Network;
import dev.rollover.model.Parity;
import dev.rollover.model.T5Config;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs compute what diffusers and transformers compute, whatever a row's place in its
 * batch.
 */
@NullMarked
class NetworkParityTest {

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flux-unguided", "flux-guided"})
  void the_transformer_gives_the_velocity_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    FluxConfig config = FluxConfig.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "velocity", rows -> transformerInputs(rows, config));
    }
  }

  @Test
  void a_variant_in_shards_is_taken_before_the_usual_file() throws IOException {
    Fixture fixture = Fixture.named("flux-variant");
    FluxConfig config = FluxConfig.read(fixture.folder());
    CheckedNetwork checked =
        CheckedNetwork.of(fixture.folder(), "fp16", folder -> config.network(), new Faults())
            .orElseThrow();
    assertThat(checked.isOfVariant("fp16")).isTrue();
    try (Network network = checked.load(device)) {
      Parity.check(device, network, fixture, "velocity", rows -> transformerInputs(rows, config));
    }
  }

  private static List<Tensor> transformerInputs(Parity.Rows rows, FluxConfig config) {
    List<Tensor> inputs =
        new ArrayList<>(
            List.of(
                rows.floats("hidden_states"),
                rows.floats("encoder_hidden_states"),
                rows.floats("pooled_projections"),
                rows.floats("timestep"),
                rows.shared("img_ids"),
                rows.shared("txt_ids")));
    if (config.guidanceEmbeds()) {
      inputs.add(rows.floats("guidance"));
    }
    return inputs;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoencoder-full",
        "autoencoder-plain",
        "autoencoder-earlier",
        "autoencoder-attending"
      })
  void the_encoder_gives_the_moments_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    AutoencoderConfig config = AutoencoderConfig.read(fixture.folder());
    try (Network network = Network.load(config.encoderNetwork(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "moments", rows -> List.of(rows.floats("pixels")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "autoencoder-full",
        "autoencoder-plain",
        "autoencoder-earlier",
        "autoencoder-attending"
      })
  void the_decoder_gives_the_pixels_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    AutoencoderConfig config = AutoencoderConfig.read(fixture.folder());
    try (Network network = Network.load(config.decoderNetwork(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "decoded", rows -> List.of(rows.floats("latents")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-taef1", "tiny-swish"})
  void the_preview_decoder_gives_the_pixels_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    TinyAutoencoderConfig config = TinyAutoencoderConfig.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "decoded", rows -> List.of(rows.floats("latents")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-gated", "t5-relu", "t5-tied"})
  void t5_gives_the_hidden_states_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    T5Config config = T5Config.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "last_hidden_state", rows -> List.of(rows.ids()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-first-end", "clip-highest-id", "clip-whole"})
  void clip_gives_the_pooled_text_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    ClipTextConfig config = ClipTextConfig.read(fixture.folder());
    try (Network network = Network.load(config.network(), fixture.folder(), device)) {
      Parity.check(device, network, fixture, "pooler_output", rows -> List.of(rows.ids()));
    }
  }
}
