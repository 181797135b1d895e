package dev.rollover.model.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.AutoencoderConfig;
import dev.rollover.model.ClipTextConfig;
import dev.rollover.model.Fixture;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.T5Config;
import dev.rollover.model.TinyAutoencoderConfig;
import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightKeeping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the type of weights on the device, the programs compute what they compute of the same
 * weights in float32, to the last bit.
 */
@NullMarked
class StoredWeightsTest {

  private final Device widening = device(WeightKeeping.FLOAT32);
  private final Device keeping = device(WeightKeeping.STORED);

  @TempDir Path folder;

  private static Device device(WeightKeeping weights) {
    return Device.cpu().with(new Arithmetic(Precision.FLOAT32, null, weights));
  }

  @AfterEach
  void close() {
    widening.close();
    keeping.close();
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void change_nothing_in_a_transformer_nor_in_its_gradients(DataType type) throws IOException {
    Fixture fixture = Fixture.named("flux-guided");
    NetworkDefinition network = FluxConfig.read(fixture.folder()).network();
    Path weights = stored(fixture, type);
    List<String> inputs =
        List.of(
            "hidden_states",
            "encoder_hidden_states",
            "pooled_projections",
            "timestep",
            "img_ids",
            "txt_ids",
            "guidance");
    assertThat(run(keeping, network, weights, fixture, inputs))
        .isEqualTo(run(widening, network, weights, fixture, inputs));
    assertThat(gradient(keeping, network, weights, fixture, inputs))
        .isEqualTo(gradient(widening, network, weights, fixture, inputs));
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void change_nothing_in_encoders(DataType type) throws IOException {
    for (String name : new String[] {"t5-gated", "t5-relu"}) {
      Fixture fixture = Fixture.named(name);
      assertSame(T5Config.read(fixture.folder()).network(), fixture, type, "input_ids");
    }
    Fixture clip = Fixture.named("clip-first-end");
    assertSame(ClipTextConfig.read(clip.folder()).network(), clip, type, "input_ids");
  }

  @ParameterizedTest
  @EnumSource(DataType.class)
  void change_nothing_in_autoencoders(DataType type) throws IOException {
    Fixture full = Fixture.named("autoencoder-full");
    AutoencoderConfig config = AutoencoderConfig.read(full.folder());
    assertSame(config.decoderNetwork(), full, type, "latents");
    assertSame(config.encoderNetwork(), full, type, "pixels");
    Fixture tiny = Fixture.named("tiny-taef1");
    assertSame(TinyAutoencoderConfig.read(tiny.folder()).network(), tiny, type, "latents");
  }

  private void assertSame(NetworkDefinition network, Fixture fixture, DataType type, String input)
      throws IOException {
    Path weights = stored(fixture, type);
    assertThat(run(keeping, network, weights, fixture, List.of(input)))
        .isEqualTo(run(widening, network, weights, fixture, List.of(input)));
  }

  private static float[] run(
      Device device, NetworkDefinition network, Path weights, Fixture fixture, List<String> inputs)
      throws IOException {
    try (Network loaded = Network.load(network, weights, device);
        Scope scope = device.scope()) {
      return loaded.run(scope, tensors(scope, fixture, inputs)).toFloats();
    }
  }

  private static float[] gradient(
      Device device, NetworkDefinition network, Path weights, Fixture fixture, List<String> inputs)
      throws IOException {
    try (Network loaded = Network.load(network, weights, device);
        Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor[] given = tensors(scope, fixture, inputs);
      given[0].requireGradient();
      gradients.backward(loaded.record(scope, given));
      float[] gradient = given[0].gradient().toFloats();
      assertThat(gradient).doesNotContain(Float.NaN).isNotEqualTo(new float[gradient.length]);
      return gradient;
    }
  }

  private static Tensor[] tensors(Scope scope, Fixture fixture, List<String> names) {
    List<Tensor> tensors = new ArrayList<>();
    for (String name : names) {
      FloatTensor value = fixture.value(name);
      tensors.add(
          name.equals("input_ids")
              ? scope.longs(Fixture.asLongs(value.data()), value.shape())
              : scope.floats(value.data(), value.shape()));
    }
    return tensors.toArray(Tensor[]::new);
  }

  /** A fixture's weights, rounded to a type. */
  private Path stored(Fixture fixture, DataType type) throws IOException {
    Map<String, FloatTensor> weights = new HashMap<>();
    try (Stream<Path> files = Files.list(fixture.folder())) {
      for (Path file : files.filter(StoredWeightsTest::hasWeights).toList()) {
        try (Safetensors part = Safetensors.open(file)) {
          part.names().forEach(name -> weights.put(name, part.read(name)));
        }
      }
    }
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, weights, type);
    return file;
  }

  private static boolean hasWeights(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".safetensors")
        && !name.equals("parity.safetensors")
        && !name.equals("bfloat16.safetensors");
  }
}
