package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** What "deterministic" promises, on a real model with real batches. */
@SpringBootTest(
    properties = {"spring.datasource.url=jdbc:h2:mem:determinism", "rollover.queue.workers=8"},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class DeterminismIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int NFE = 40;

  /** Minutes of work, which is cancelled before. */
  private static final int ENDLESS = 20_000;

  private final Generations generations;

  @Autowired
  DeterminismIT(Generations generations) {
    this.generations = generations;
  }

  @Test
  void a_deterministic_request_gives_the_same_bytes_alone_and_among_others() {
    byte[] alone = image(ended(deterministic(1)));

    List<UUID> others =
        Stream.of(2L, 3L, 4L, 5L).map(seed -> submit(seed, ENDLESS, false)).toList();
    await().atMost(PATIENCE).until(() -> others.stream().allMatch(this::isPartlyDone));
    List<UUID> same = Stream.generate(() -> deterministic(1)).limit(3).toList();

    assertThat(same).allSatisfy(id -> assertThat(image(ended(id))).isEqualTo(alone));
    assertThat(others)
        .allSatisfy(id -> assertThat(find(id).status()).isEqualTo(GenerationStatus.RUNNING));
    others.forEach(generations::cancel);
    others.forEach(this::ended);
  }

  @Test
  void another_seed_gives_another_picture() throws IOException {
    assertThat(pixels(image(ended(deterministic(6)))))
        .isNotEqualTo(pixels(image(ended(deterministic(7)))));
  }

  private UUID deterministic(long seed) {
    return submit(seed, NFE, true);
  }

  private UUID submit(long seed, int nfe, boolean deterministic) {
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
            null,
            null,
            new GenerationRequest.Budget(nfe, null, null, null),
            null,
            null,
            deterministic);
    return generations.submit(request, null).generation().id();
  }

  private UUID ended(UUID id) {
    await().atMost(PATIENCE).until(() -> find(id).status().isTerminal());
    assertThat(find(id).error()).isNull();
    return id;
  }

  private boolean isPartlyDone(UUID id) {
    return find(id).outcome().spending().nfe().used() > 0;
  }

  private Generation find(UUID id) {
    return generations.find(id);
  }

  private byte[] image(UUID id) {
    return generations.image(id, 0).png();
  }

  /** Without the provenance, in which the seed stands. */
  private static int[] pixels(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }
}
