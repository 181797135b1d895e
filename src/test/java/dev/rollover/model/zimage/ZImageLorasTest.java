package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Fixture;
import dev.rollover.model.lora.MergedLoras;
import dev.rollover.tensor.RelativeDifference;
import java.io.IOException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRAs change Z-Image's transformer as diffusers' {@code fuse_lora} does. */
@NullMarked
class ZImageLorasTest {

  private final Fixture base = Fixture.named("zimage-transformer-bare");

  @ParameterizedTest
  @CsvSource({"peft, 0.7", "original, 1"})
  void one_gives_the_velocity_of_diffusers(String name, double scale) throws IOException {
    MergedLoras loras = loras();
    float[] ours = loras.velocity(loras.lora(name, scale));
    assertThat(RelativeDifference.of(ours, loras.theirs(name))).isLessThan(1e-4);
    assertThat(RelativeDifference.of(ours, base.value("velocity").data())).isGreaterThan(0.1);
  }

  private MergedLoras loras() throws IOException {
    ZImageConfig config = ZImageConfig.read(base.folder());
    return new MergedLoras(
        base,
        config.network(),
        ZImageLoraTargets.of(config),
        Fixture.named("zimage-loras"),
        "hidden_states",
        "captions",
        "lengths",
        "timestep",
        "img_ids");
  }
}
