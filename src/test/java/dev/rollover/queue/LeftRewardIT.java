package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.reward.vlm.SeeingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, whose jobs wait at a server that does not come back. */
class LeftRewardIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
  private static final String UNLIMITED = "{\"nfe\": 5000}";
  private static final String LIMITED = "{\"nfe\": 5000, \"maxDuration\": \"PT40S\"}";

  @TempDir private Path folder;
  private SeeingServer vlm;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    vlm = new SeeingServer();
    service =
        new ServiceProcess(
            folder,
            "--rollover.queue.shutdown-grace=0ms",
            "--rollover.rewards.vlm[0].name=judge",
            "--rollover.rewards.vlm[0].url=" + vlm.url(),
            "--rollover.rewards.vlm[0].model=seeing",
            "--rollover.rewards.vlm[0].api-key=" + SeeingServer.KEY,
            "--rollover.rewards.vlm[0].circuit.calls=4",
            "--rollover.rewards.vlm[0].circuit.patience=1h",
            "--rollover.rewards.vlm[0].circuit.open-for=1h");
    await().atMost(PATIENCE).until(service::isReady);
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
  }

  @AfterEach
  void stop() throws Exception {
    service.kill();
    vlm.close();
  }

  @Test
  void a_cancel_a_limit_in_time_and_a_shutdown_are_heard_there() throws Exception {
    String cancelled = submit(UNLIMITED);
    String limited = submit(LIMITED);
    String left = submit(UNLIMITED);
    for (String id : List.of(cancelled, limited, left)) {
      await().atMost(PATIENCE).until(() -> find(id).at("/reward/best").isNumber());
    }
    vlm.breakDown();
    await().atMost(PATIENCE).until(() -> health().equals("DOWN"));

    service.post("/v1/generations/%s/cancel".formatted(cancelled), "");
    assertThat(ended(cancelled).path("status").asString()).isEqualTo("cancelled");
    assertThat(find(cancelled).path("images").size()).isOne();

    JsonNode inTime = ended(limited);
    assertThat(inTime.path("status").asString()).isEqualTo("succeeded");
    assertThat(inTime.path("images").size()).isOne();
    assertThat(inTime.at("/budget/nfe/used").asInt()).isLessThan(5000);

    assertThat(find(left).path("status").asString()).isEqualTo("running");
    service.terminate();
    assertThat(service.output())
        .as("what had to be interrupted")
        .doesNotContain("is given back in the midst of a call");

    vlm.repair();
    service.restart();
    await().atMost(PATIENCE).until(service::isReady);
    await().atMost(PATIENCE).until(() -> find(left).at("/reward/best").isNumber());
    service.post("/v1/generations/%s/cancel".formatted(left), "");
    JsonNode further = ended(left);
    assertThat(further.path("status").asString()).isEqualTo("cancelled");
    assertThat(further.path("error").isMissingNode()).isTrue();
  }

  private String submit(String budget) throws Exception {
    String request =
        """
        {"prompt": "two red circles", "seed": 3, "reward": [{"name": "judge"}], "budget": %s}
        """
            .formatted(budget);
    return service.post("/v1/generations", request).path("id").asString();
  }

  private JsonNode find(String id) throws Exception {
    return service.get("/v1/generations/" + id);
  }

  private JsonNode ended(String id) throws Exception {
    await().atMost(PATIENCE).until(() -> ENDED.contains(find(id).path("status").asString()));
    return find(id);
  }

  private String health() throws Exception {
    return service.get("/actuator/health/rewards").path("status").asString();
  }
}
