package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.store.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A first run shows on the console what the service does, which goes on serving meanwhile. */
class FirstRunIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int NFE = 60;
  private static final Pattern PROGRESS =
      Pattern.compile("NFE +\\d+ of " + NFE + " +best reward +-?\\d+\\.\\d{3} +rolled over +\\d+");
  private static final Pattern ADDRESS =
      Pattern.compile("http://localhost:\\d+/v1/generations/[0-9a-f-]{36}");

  /** The last line, whole. */
  private static final Pattern CURVE = Pattern.compile("curve +curl .*/trace\\R");

  @TempDir private Path folder;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ServiceProcess(
            folder,
            "--rollover.sample.enabled=true",
            "--rollover.sample.nfe=" + NFE,
            "--rollover.sample.folder=" + folder.resolve("sample"));
    await().atMost(PATIENCE).until(this::hasShownAll);
  }

  @AfterEach
  void stop() throws Exception {
    service.kill();
  }

  @Test
  void follows_one_sample_to_its_image_and_its_curve() throws Exception {
    String console = service.output();
    Path file = folder.resolve("sample").resolve("image.png");

    assertThat(console)
        .containsPattern(PROGRESS)
        .contains(
            "image   " + address() + "/images/0",
            file.toString(),
            "curl -H 'Accept: image/svg+xml' " + address() + "/trace");
    byte[] png = Files.readAllBytes(file);
    assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(64);
    assertThat(image.getHeight()).isEqualTo(64);
  }

  @Test
  void the_service_answers_under_the_address_that_was_printed() throws Exception {
    assertThat(address()).startsWith(service.address() + "/");

    JsonNode generation = service.get(URI.create(address()).getPath());

    assertThat(generation.get("status").stringValue()).isEqualTo("succeeded");
    assertThat(generation.at("/budget/nfe/limit").asInt()).isEqualTo(NFE);
    assertThat(generation.at("/images/0/sha256").stringValue())
        .isEqualTo(Sha256.hex(Files.readAllBytes(folder.resolve("sample").resolve("image.png"))));
  }

  private String address() throws Exception {
    return ADDRESS
        .matcher(service.output())
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  private boolean hasShownAll() throws Exception {
    return service.isReady() && CURVE.matcher(service.output()).find();
  }
}
