package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.CheckedNetwork;
import dev.rollover.model.Faults;
import dev.rollover.model.Fixture;
import dev.rollover.model.ModelProperties;
import dev.rollover.model.Network;
import dev.rollover.model.lora.Loras;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs change Z-Image's transformer as diffusers' {@code fuse_lora} does. */
@NullMarked
class ZImageLorasTest {

  private final Fixture base = Fixture.named("zimage-transformer-bare");
  private final Fixture loras = Fixture.named("zimage-loras");
  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @CsvSource({"peft, 0.7", "original, 1"})
  void one_gives_the_velocity_of_diffusers(String name, double scale) throws IOException {
    String file = loras.folder().resolve(name + ".safetensors").toString();
    float[] ours = velocity(List.of(new ModelProperties.Lora(file, scale)));
    assertThat(RelativeDifference.of(ours, loras.value(name).data())).isLessThan(1e-4);
    assertThat(RelativeDifference.of(ours, base.value("velocity").data())).isGreaterThan(0.1);
  }

  private float[] velocity(List<ModelProperties.Lora> merged) throws IOException {
    ZImageConfig config = ZImageConfig.read(base.folder());
    CheckedNetwork checked =
        CheckedNetwork.of(base.folder(), null, folder -> config.network(), new Faults())
            .orElseThrow();
    WeightChange change = Loras.read(merged, ZImageLoraTargets.of(config));
    try (Network network = checked.load(change, device);
        Scope scope = device.scope()) {
      long[] lengths = Fixture.asLongs(base.value("lengths").data());
      return network
          .run(
              scope,
              input(scope, "hidden_states"),
              input(scope, "captions"),
              scope.longs(lengths, lengths.length),
              input(scope, "timestep"),
              input(scope, "img_ids"))
          .toFloats();
    }
  }

  private Tensor input(Scope scope, String name) {
    FloatTensor value = base.value(name);
    return scope.floats(value.data(), value.shape());
  }
}
