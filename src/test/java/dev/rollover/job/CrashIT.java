package dev.rollover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills the service's process while it works, and asks the next one what became of the work. */
class CrashIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int JOBS = 6;

  @TempDir private Path folder;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ServiceProcess(
            folder,
            "--rollover.queue.workers=2",
            "--rollover.queue.heartbeat=1s",
            "--rollover.models.served[0].name=tiny",
            "--rollover.models.served[0].location="
                + Path.of("src/test/resources/fixtures/pipeline").toAbsolutePath());
    awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    service.kill();
  }

  @Test
  void whatever_ran_or_waited_when_the_process_was_killed_ends_once_in_the_next() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < JOBS; number++) {
      ids.add(submit(number).get("id").stringValue());
    }
    await().atMost(PATIENCE).until(() -> anyIsHalfway(ids));

    service.kill();
    service.restart();
    awaitReady();

    await().atMost(PATIENCE).until(() -> statuses(ids).stream().allMatch("succeeded"::equals));
    for (String id : ids) {
      String log = service.stream("/v1/generations/" + id + "/events");
      assertThat(log.split("event: ?done", -1)).as(log).hasSize(2);
    }
    assertThat(service.get("/v1/generations?limit=100").get("generations")).hasSize(JOBS);
  }

  private JsonNode submit(int number) throws Exception {
    return service.post(
        "/v1/generations",
        """
        {"prompt": "three red circles", "seed": %d,
         "budget": {"nfe": 400},
         "search": {"algorithm": "bon", "chains": 4}}
        """
            .formatted(number));
  }

  private boolean anyIsHalfway(List<String> ids) throws Exception {
    for (String id : ids) {
      JsonNode generation = service.get("/v1/generations/" + id);
      if (generation.get("status").stringValue().equals("running")
          && generation.at("/budget/nfe/used").asLong() > 0) {
        return true;
      }
    }
    return false;
  }

  private List<String> statuses(List<String> ids) throws Exception {
    List<String> statuses = new ArrayList<>();
    for (String id : ids) {
      statuses.add(service.get("/v1/generations/" + id).get("status").stringValue());
    }
    return statuses;
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(service::isReady);
  }
}
