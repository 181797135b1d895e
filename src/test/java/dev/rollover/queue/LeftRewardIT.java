package dev.rollover.queue;

import static dev.rollover.queue.JudgedService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, whose jobs wait at a server that does not come back. */
class LeftRewardIT {

  private static final String UNLIMITED = "{\"nfe\": 5000}";
  private static final String LIMITED = "{\"nfe\": 5000, \"maxDuration\": \"PT40S\"}";

  @TempDir private Path folder;
  private JudgedService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new JudgedService(
            folder,
            "--rollover.queue.shutdown-grace=0ms",
            "--rollover.rewards.vlm[0].circuit.calls=4",
            "--rollover.rewards.vlm[0].circuit.patience=1h",
            "--rollover.rewards.vlm[0].circuit.open-for=1h");
    service.awaitSeeing();
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
  }

  @Test
  void a_cancel_a_limit_in_time_and_a_shutdown_are_heard_there() throws Exception {
    String cancelled = submit(UNLIMITED);
    String limited = submit(LIMITED);
    String left = submit(UNLIMITED);
    for (String id : List.of(cancelled, limited, left)) {
      await().atMost(PATIENCE).until(() -> service.find(id).at("/reward/best").isNumber());
    }
    service.server().breakDown();
    await().atMost(PATIENCE).until(() -> service.health().equals("DOWN"));

    service.process().post("/v1/generations/%s/cancel".formatted(cancelled), "");
    assertThat(service.ended(cancelled).path("status").asString()).isEqualTo("cancelled");
    assertThat(service.find(cancelled).path("images").size()).isOne();

    JsonNode inTime = service.ended(limited);
    assertThat(inTime.path("status").asString()).isEqualTo("succeeded");
    assertThat(inTime.path("images").size()).isOne();
    assertThat(inTime.at("/budget/nfe/used").asInt()).isLessThan(5000);

    assertThat(service.find(left).path("status").asString()).isEqualTo("running");
    service.process().terminate();
    assertThat(service.process().output())
        .as("what had to be interrupted")
        .doesNotContain("is given back in the midst of a call");

    service.server().repair();
    service.process().restart();
    service.awaitReady();
    await().atMost(PATIENCE).until(() -> service.find(left).at("/reward/best").isNumber());
    service.process().post("/v1/generations/%s/cancel".formatted(left), "");
    JsonNode further = service.ended(left);
    assertThat(further.path("status").asString()).isEqualTo("cancelled");
    assertThat(further.path("error").isMissingNode()).isTrue();
  }

  private String submit(String budget) throws Exception {
    String request =
        """
        {"prompt": "two red circles", "seed": 3, "reward": [{"name": "judge"}], "budget": %s}
        """
            .formatted(budget);
    return service.submit(request);
  }
}
