package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Fixture;
import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.Parity;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.RelativeDifference;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transformer computes what diffusers computes. */
@NullMarked
class ZImageParityTest {

  private static final String MASKED = "zimage-transformer-masked";

  private final Device device = Device.cpu();

  @AfterEach
  void close() {
    device.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {MASKED, "zimage-transformer-bare"})
  void the_transformer_gives_the_velocity_of_diffusers(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    try (Network network = load(fixture)) {
      Parity.check(
          device,
          network,
          fixture,
          "velocity",
          rows ->
              List.of(
                  rows.floats("hidden_states"),
                  rows.floats("captions"),
                  rows.longs("lengths"),
                  rows.floats("timestep"),
                  rows.shared("img_ids")));
    }
  }

  @Test
  void a_caption_in_a_row_as_long_as_itself_leads_where_it_leads_in_a_longer_one()
      throws IOException {
    Fixture fixture = Fixture.named(MASKED);
    try (Network network = load(fixture);
        Scope scope = device.scope()) {
      float[] alone =
          network
              .run(
                  scope,
                  first(scope, fixture, "hidden_states", 15, 12),
                  first(scope, fixture, "captions", 32, 10),
                  scope.longs(new long[] {5}, 1),
                  first(scope, fixture, "timestep"),
                  scope.floats(fixture.value("img_ids").data(), 15, 3))
              .toFloats();
      assertThat(RelativeDifference.of(alone, start(fixture.value("velocity"), 15 * 12)))
          .isLessThan(1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MASKED, "zimage-transformer-bare"})
  void in_bfloat16_it_is_as_near_to_float32_as_diffusers_is(String name) throws IOException {
    Fixture fixture = Fixture.named(name);
    float[] exact = fixture.value("velocity").data();
    double theirs = RelativeDifference.of(fixture.inBfloat16("velocity").data(), exact);
    NetworkDefinition network =
        ZImageConfig.read(fixture.folder()).network().in(Precision.BFLOAT16);
    try (Network rough = Network.load(network, fixture.folder(), device);
        Scope scope = device.scope()) {
      long[] lengths = Fixture.asLongs(fixture.value("lengths").data());
      float[] velocity =
          rough
              .run(
                  scope,
                  all(scope, fixture, "hidden_states"),
                  all(scope, fixture, "captions"),
                  scope.longs(lengths, lengths.length),
                  all(scope, fixture, "timestep"),
                  all(scope, fixture, "img_ids"))
              .toFloats();
      assertThat(RelativeDifference.of(velocity, exact)).isPositive().isLessThan(1.1 * theirs);
    }
  }

  private static Tensor all(Scope scope, Fixture fixture, String name) {
    FloatTensor value = fixture.value(name);
    return scope.floats(value.data(), value.shape());
  }

  private Network load(Fixture fixture) throws IOException {
    return Network.load(ZImageConfig.read(fixture.folder()).network(), fixture.folder(), device);
  }

  /** The first row of several. */
  private static Tensor first(Scope scope, Fixture fixture, String name, int... shape) {
    int size = Arrays.stream(shape).reduce(1, (product, side) -> product * side);
    long[] batch =
        LongStream.concat(LongStream.of(1), Arrays.stream(shape).asLongStream()).toArray();
    return scope.floats(start(fixture.value(name), size), batch);
  }

  private static float[] start(FloatTensor values, int size) {
    return Arrays.copyOf(values.data(), size);
  }
}
