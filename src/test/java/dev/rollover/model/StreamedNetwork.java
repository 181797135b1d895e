package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Gradients;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import dev.rollover.tensor.WeightKeeping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** A network of a fixture, its weights of some type, with and without weights that stream. */
@NullMarked
public final class StreamedNetwork {

  private final CheckedNetwork network;
  private final Fixture fixture;
  private final String[] inputs;

  private StreamedNetwork(CheckedNetwork network, Fixture fixture, String[] inputs) {
    this.network = network;
    this.fixture = fixture;
    this.inputs = inputs;
  }

  /**
   * Writes the fixture's weights.
   *
   * @param folder for them
   * @param inputs the names of what the fixture has for the program
   */
  public static StreamedNetwork of(
      NetworkDefinition network, Fixture fixture, DataType type, Path folder, String... inputs)
      throws IOException {
    Map<String, FloatTensor> weights = new HashMap<>();
    try (Stream<Path> files = Files.list(fixture.folder())) {
      for (Path file : files.filter(StreamedNetwork::hasWeights).toList()) {
        try (Safetensors part = Safetensors.open(file)) {
          part.names().forEach(name -> weights.put(name, part.read(name)));
        }
      }
    }
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, weights, type);
    WeightPlan plan = WeightPlan.of(file, network.weights());
    return new StreamedNetwork(new CheckedNetwork(network, plan), fixture, inputs);
  }

  private static boolean hasWeights(Path file) {
    return file.toString().endsWith(".safetensors")
        && !file.endsWith("parity.safetensors")
        && !file.endsWith("bfloat16.safetensors");
  }

  /** Makes sure that weights that stream change nothing, not in the last bit. */
  public void assertSame(Precision precision) throws IOException {
    assertSame(precision, WeightChange.NONE);
  }

  /** The same with weights that are changed on their way. */
  public void assertSame(Precision precision, WeightChange change) throws IOException {
    Arithmetic arithmetic = new Arithmetic(precision, null, WeightKeeping.STORED);
    try (Device any = Device.cpu()) {
      Device device = any.with(arithmetic);
      float[] resident = run(network, change, device);
      assertThat(network.blocks()).isGreaterThan(1);
      for (int blocks : new int[] {1, network.blocks()}) {
        CheckedNetwork streaming = network.streaming(blocks, change);
        assertThat(run(streaming, change, device)).isEqualTo(resident);
        assertThat(streaming.bytesOn(device) + streaming.streamedTo(device))
            .isEqualTo(network.bytesOn(device));
      }
      assertThat(device.liveTensors()).isZero();
    }
  }

  private float[] run(CheckedNetwork network, WeightChange change, Device device)
      throws IOException {
    try (Network loaded = network.in(device.precision()).load(change, device);
        Scope scope = device.scope()) {
      return loaded.run(scope, fixture.inputs(scope, inputs)).toFloats();
    }
  }

  /** Makes sure that weights that stream change nothing in the gradient of the first input. */
  public void assertSameGradient() throws IOException {
    try (Device device = Device.cpu()) {
      assertThat(gradient(network.streaming(network.blocks(), WeightChange.NONE), device))
          .isEqualTo(gradient(network, device));
    }
  }

  private float[] gradient(CheckedNetwork network, Device device) throws IOException {
    try (Network loaded = network.load(device);
        Scope scope = device.scope();
        Gradients gradients = new Gradients()) {
      Tensor[] given = fixture.inputs(scope, inputs);
      given[0].requireGradient();
      gradients.backward(loaded.record(scope, given));
      return given[0].gradient().toFloats();
    }
  }
}
