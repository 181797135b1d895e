package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs compute what diffusers and transformers compute, whatever a row's place in its
 * batch.
 */
@NullMarked
class NetworkParityTest {

  private static final double TOLERANCE = 1e-4;

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
    List<String> perRow =
        new ArrayList<>(
            List.of("hidden_states", "encoder_hidden_states", "pooled_projections", "timestep"));
    try (Network network = Network.transformer(fixture.folder(), config, device);
        Scope scope = device.scope()) {
      Runner runner =
          reversed -> {
            List<Tensor> inputs = new ArrayList<>();
            perRow.forEach(input -> inputs.add(input(fixture, input, reversed, scope)));
            inputs.add(fixture.floats("img_ids", scope));
            inputs.add(fixture.floats("txt_ids", scope));
            if (config.guidanceEmbeds()) {
              inputs.add(input(fixture, "guidance", reversed, scope));
            }
            return network.run(scope, inputs.toArray(new Tensor[0]));
          };
      assertParity(runner, fixture.value("velocity"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoencoder-full", "autoencoder-plain"})
  void the_encoder_gives_the_moments_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    AutoencoderConfig config = AutoencoderConfig.read(fixture.folder());
    try (Network network = Network.encoder(fixture.folder(), config, device);
        Scope scope = device.scope()) {
      assertParity(
          reversed -> network.run(scope, input(fixture, "pixels", reversed, scope)),
          fixture.value("moments"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"autoencoder-full", "autoencoder-plain"})
  void the_decoder_gives_the_pixels_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    AutoencoderConfig config = AutoencoderConfig.read(fixture.folder());
    try (Network network = Network.decoder(fixture.folder(), config, device);
        Scope scope = device.scope()) {
      assertParity(
          reversed -> network.run(scope, input(fixture, "latents", reversed, scope)),
          fixture.value("decoded"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"t5-gated", "t5-relu"})
  void t5_gives_the_hidden_states_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    T5Config config = T5Config.read(fixture.folder());
    try (Network network = Network.t5(fixture.folder(), config, device);
        Scope scope = device.scope()) {
      assertParity(
          reversed -> network.run(scope, ids(fixture, reversed, scope)),
          fixture.value("last_hidden_state"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-first-end", "clip-highest-id"})
  void clip_gives_the_pooled_text_of_transformers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    ClipTextConfig config = ClipTextConfig.read(fixture.folder());
    try (Network network = Network.clip(fixture.folder(), config, device);
        Scope scope = device.scope()) {
      assertParity(
          reversed -> network.run(scope, ids(fixture, reversed, scope)),
          fixture.value("pooler_output"));
    }
  }

  /** Runs a network on a fixture's rows, as they are or last row first. */
  private interface Runner {
    Tensor run(boolean reversed);
  }

  private static void assertParity(Runner runner, FloatTensor theirs) {
    Tensor ours = runner.run(false);
    assertThat(ours.shape()).containsExactly(theirs.shape());
    assertThat(Fixture.relativeDifference(ours.toFloats(), theirs.data())).isLessThan(TOLERANCE);
    assertThat(Fixture.relativeDifference(runner.run(true).toFloats(), reversed(theirs).data()))
        .isLessThan(TOLERANCE);
  }

  private static Tensor input(Fixture fixture, String name, boolean reversed, Scope scope) {
    FloatTensor value = fixture.value(name);
    FloatTensor rows = reversed ? reversed(value) : value;
    return scope.floats(rows.data(), rows.shape());
  }

  private static Tensor ids(Fixture fixture, boolean reversed, Scope scope) {
    FloatTensor value = fixture.value("input_ids");
    FloatTensor rows = reversed ? reversed(value) : value;
    return scope.longs(Fixture.asLongs(rows.data()), rows.shape());
  }

  private static FloatTensor reversed(FloatTensor batch) {
    int rows = (int) batch.shape()[0];
    int size = batch.data().length / rows;
    float[] data = new float[batch.data().length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(batch.data(), row * size, data, (rows - 1 - row) * size, size);
    }
    return new FloatTensor(batch.shape(), data);
  }
}
