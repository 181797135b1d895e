package dev.rollover.model.zimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.Fixture;
import dev.rollover.model.NetworkDefinition;
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
            Files.readAllLines(
                Fixture.named("zimage-full-size").folder().resolve("weights.txt")));
  }
}
