package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.model.Fixture;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.Qwen3Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the true configuration calls for is what diffusers' true model holds. */
@NullMarked
class ZImageWeightsTest {

  private static final double GIGA = 1e9;
  private static final int BFLOAT16 = 2;

  @TempDir Path folder;

  @Test
  void of_the_true_size_are_those_of_diffusers() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    NetworkDefinition network = ZImageConfig.read(folder).network();

    Stream<String> ours =
        network.weights().shapes().entrySet().stream()
            .map(weight -> weight.getKey() + " " + Arrays.toString(weight.getValue()));

    assertThat(ours)
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(Fixture.named("zimage-full-size").folder().resolve("weights.txt")));
  }

  @Test
  void are_of_twelve_gigabytes_in_bfloat16_beside_which_calls_take_little() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{}");
    ZImageConfig config = ZImageConfig.read(folder);
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"hidden_size": 2560, "intermediate_size": 9728, "num_hidden_layers": 36,
         "num_key_value_heads": 8, "rope_theta": 1000000}
        """);
    Qwen3Config text = Qwen3Config.readBeforeLast(folder);
    ZImageMemory calls = new ZImageMemory(config, text);

    assertThat(bytes(config.network()) / GIGA).isCloseTo(12.31, within(0.01));
    assertThat(bytes(text.network()) / GIGA).isCloseTo(7.84, within(0.01));
    assertThat((4096 + 512) * calls.transformerBytes(BFLOAT16) / GIGA)
        .isCloseTo(0.42, within(0.01));
    assertThat(calls.encoderBytes(512, 2048) / GIGA).isCloseTo(0.28, within(0.01));
  }

  private static long bytes(NetworkDefinition network) {
    return network.weights().shapes().values().stream()
        .mapToLong(shape -> BFLOAT16 * Arrays.stream(shape).reduce(1, Math::multiplyExact))
        .sum();
  }
}
