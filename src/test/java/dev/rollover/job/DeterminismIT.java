package dev.rollover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What "deterministic" promises, on a real model with real batches. */
@SpringBootTest(
    properties = {
      "spring.datasource.url=jdbc:h2:mem:determinism",
      "rollover.models.served[0].name=tiny",
      "rollover.models.served[0].location=src/test/resources/fixtures/pipeline"
    },
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeterminismIT {

  private final Generations generations;

  @Autowired
  DeterminismIT(Generations generations) {
    this.generations = generations;
  }

  @Test
  void a_deterministic_request_gives_the_same_bytes_alone_and_among_others() {
    byte[] alone = image(ended(submit(1, true)));

    List<UUID> others = IntStream.range(2, 6).mapToObj(seed -> submit(seed, false)).toList();
    List<UUID> same = Stream.generate(() -> submit(1, true)).limit(3).toList();

    assertThat(same).allSatisfy(id -> assertThat(image(ended(id))).isEqualTo(alone));
    assertThat(others).allSatisfy(id -> assertThat(image(ended(id))).isNotEqualTo(alone));
  }

  private UUID submit(long seed, boolean deterministic) {
    GenerationRequest request =
        new GenerationRequest(
            "three red circles",
            null,
            null,
            null,
            seed,
            null,
            null,
            null,
            new GenerationRequest.Budget(40, null, null, null),
            null,
            null,
            deterministic);
    return generations.submit(request, null).generation().id();
  }

  private UUID ended(UUID id) {
    await().atMost(Duration.ofMinutes(5)).until(() -> generations.find(id).status().isTerminal());
    assertThat(generations.find(id).error()).isNull();
    return id;
  }

  private byte[] image(UUID id) {
    return generations.image(id, 0).png();
  }
}
