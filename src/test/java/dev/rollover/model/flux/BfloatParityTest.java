package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Fixture;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.T5Config;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * In bfloat16 the programs are no further from what diffusers and transformers compute in float32
 * than these are themselves in bfloat16.
 */
@NullMarked
class BfloatParityTest {

  private static final double MOST = 1.1;

  private final Device device = Device.cpu();
  @TempDir Path temporary;

  @AfterEach
  void close() {
    device.close();
  }

  /** Whose time is not rounded either: it makes most of what its pipeline is away by. */
  @ParameterizedTest
  @ValueSource(strings = {"flux-unguided", "flux-guided"})
  void the_transformer_is_as_near_as_that_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    FluxConfig config = FluxConfig.read(fixture.folder());
    List<String> inputs =
        new ArrayList<>(
            List.of(
                "hidden_states",
                "encoder_hidden_states",
                "pooled_projections",
                "timestep",
                "img_ids",
                "txt_ids"));
    if (config.guidanceEmbeds()) {
      inputs.add("guidance");
    }
    assertNear(
        fixture, config.network(), fixture.inBfloat16("velocityAtItsTime"), "velocity", inputs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoencoder-full", "autoencoder-plain"})
  void the_decoder_is_as_near_as_that_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    NetworkDefinition decoder = AutoencoderConfig.read(fixture.folder()).decoderNetwork();
    assertNear(fixture, decoder, "decoded", List.of("latents"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny-taef1", "tiny-swish"})
  void the_preview_decoder_is_as_near_as_that_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    NetworkDefinition decoder = TinyAutoencoderConfig.read(fixture.folder()).network();
    assertNear(fixture, decoder, "decoded", List.of("latents"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-gated", "t5-relu"})
  void t5_is_as_near_as_that_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    NetworkDefinition t5 = T5Config.read(fixture.folder()).network();
    assertNear(fixture, t5, "last_hidden_state", List.of("input_ids"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-first-end", "clip-highest-id"})
  void clip_is_as_near_as_that_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    NetworkDefinition clip = ClipTextConfig.read(fixture.folder()).network();
    assertNear(fixture, clip, "pooler_output", List.of("input_ids"));
  }

  /**
   * What {@code force_upcast} is for: in float16, which no program here computes in, numbers above
   * 65504 are infinite. FluxPipeline does not look at it.
   */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbers_that_float16_has_not_do_a_decoder_no_harm(Precision precision) throws IOException {
    Fixture fixture = Fixture.named("autoencoder-full");
    Map<String, FloatTensor> weights = new HashMap<>();
    try (Safetensors file = Safetensors.open(fixture.folder().resolve(BrokenFolder.DIFFUSERS))) {
      file.names().forEach(name -> weights.put(name, file.read(name)));
    }
    float[] bias = Objects.requireNonNull(weights.get("decoder.conv_in.bias")).data();
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] += 100_000 * (channel + 1);
    }
    Path large = temporary.resolve(BrokenFolder.DIFFUSERS);
    Safetensors.write(large, weights, DataType.F32);
    NetworkDefinition decoder = AutoencoderConfig.read(fixture.folder()).decoderNetwork();
    try (Network loaded = Network.load(decoder.in(precision), large, device);
        Scope scope = device.scope()) {
      float[] image = loaded.run(scope, tensor(scope, "latents", fixture)).toFloats();
      for (float value : image) {
        assertThat(value).isFinite();
      }
    }
  }

  private void assertNear(
      Fixture fixture, NetworkDefinition network, String output, List<String> inputs)
      throws IOException {
    assertNear(fixture, network, fixture.inBfloat16(output), output, inputs);
  }

  private void assertNear(
      Fixture fixture,
      NetworkDefinition network,
      FloatTensor inBfloat16,
      String output,
      List<String> inputs)
      throws IOException {
    float[] exact = fixture.value(output).data();
    double theirs = RelativeDifference.of(inBfloat16.data(), exact);
    try (Network rough = Network.load(network.in(Precision.BFLOAT16), fixture.folder(), device);
        Scope scope = device.scope()) {
      Tensor[] given =
          inputs.stream().map(name -> tensor(scope, name, fixture)).toArray(Tensor[]::new);
      double ours = RelativeDifference.of(rough.run(scope, given).toFloats(), exact);
      assertThat(ours).isPositive().isLessThan(MOST * theirs);
    }
  }

  private static Tensor tensor(Scope scope, String name, Fixture fixture) {
    FloatTensor value = fixture.value(name);
    return name.equals("input_ids")
        ? scope.longs(Fixture.asLongs(value.data()), value.shape())
        : scope.floats(value.data(), value.shape());
  }
}
