package dev.rollover.model.lora;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Faults;
import dev.rollover.model.Fixture;
import dev.rollover.model.ModelProperties.Lora;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** A transformer of a fixture with LoRAs, beside what diffusers' {@code fuse_lora} makes of it. */
@NullMarked
public final class MergedLoras {

  private static final double TOLERANCE = 1e-4;

  private final Fixture base;
  private final NetworkDefinition network;
  private final LoraTargets targets;
  private final Fixture loras;
  private final String[] inputs;

  /**
   * Nothing is merged yet.
   *
   * @param base has the transformer's weights
   * @param loras has files of updates, and diffusers' velocities by the files' names
   * @param inputs the names of what {@code base} has for the program
   */
  public MergedLoras(
      Fixture base,
      NetworkDefinition network,
      LoraTargets targets,
      Fixture loras,
      String... inputs) {
    this.base = base;
    this.network = network;
    this.targets = targets;
    this.loras = loras;
    this.inputs = inputs;
  }

  /** One of the files. */
  public Lora lora(String name, double scale) {
    return new Lora(loras.folder().resolve(name + ".safetensors").toString(), scale);
  }

  /** What diffusers makes of it. */
  public float[] theirs(String name) {
    return loras.value(name).data();
  }

  /** Makes sure that some merged give the velocity of diffusers. */
  public void assertVelocity(String name, Lora... merged) throws IOException {
    assertThat(RelativeDifference.of(velocity(merged), theirs(name))).isLessThan(TOLERANCE);
  }

  /** The velocity with some merged. */
  public float[] velocity(Lora... merged) throws IOException {
    CheckedNetwork checked =
        CheckedNetwork.of(base.folder(), null, at -> network, new Faults()).orElseThrow();
    WeightChange change = Loras.read(List.of(merged), targets);
    try (Device device = Device.cpu();
        Network loaded = checked.load(change, device);
        Scope scope = device.scope()) {
      return loaded.run(scope, base.inputs(scope, inputs)).toFloats();
    }
  }
}
