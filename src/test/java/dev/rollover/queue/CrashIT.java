package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Ends the service's process while it works, and asks the next one what became of the work. */
class CrashIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int WORKERS = 2;

  /** Seconds of work, where finding it half done and killing it takes a moment. */
  private static final int LONG_RUN = 600;

  private static final int SHORT_RUN = 20;

  /** The exit status of a JVM that SIGTERM ended after its shutdown hooks: 128 and the signal. */
  private static final int ENDED_IN_ORDER = 128 + 15;

  private static final Pattern RUN_BEGUN = Pattern.compile("\"status\":\"running\"");

  @TempDir private Path folder;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service =
        new ServiceProcess(
            folder,
            "--rollover.queue.workers=" + WORKERS,
            "--rollover.queue.heartbeat=1s",
            "--rollover.queue.shutdown-grace=0s");
    awaitReady();
  }

  @AfterEach
  void stop() throws Exception {
    service.kill();
  }

  @Test
  void whatever_ran_or_waited_when_the_process_was_killed_ends_once_in_the_next() throws Exception {
    List<String> running = submit(WORKERS, LONG_RUN);
    List<String> waiting = submit(4, SHORT_RUN);
    List<String> all = Stream.of(running, waiting).flatMap(List::stream).toList();
    awaitPartlyDone(running);

    service.kill();
    service.restart();
    awaitReady();

    awaitSucceeded(all);
    for (String id : running) {
      assertThat(log(id)).contains("\"attempt\":2").containsOnlyOnce("event: done");
    }
    for (String id : waiting) {
      assertThat(log(id)).doesNotContain("\"attempt\":2").containsOnlyOnce("event: done");
    }
    assertThat(service.get("/v1/generations?limit=100").get("generations")).hasSize(all.size());
  }

  @Test
  void whatever_an_orderly_shutdown_cut_short_is_given_back_and_does_not_count() throws Exception {
    List<String> running = submit(WORKERS, LONG_RUN);
    List<String> waiting = submit(4, SHORT_RUN);
    List<String> all = Stream.of(running, waiting).flatMap(List::stream).toList();
    awaitPartlyDone(running);

    assertThat(service.terminate()).isEqualTo(ENDED_IN_ORDER);
    service.restart();
    awaitReady();

    awaitSucceeded(all);
    for (String id : all) {
      assertThat(log(id))
          .contains("\"attempt\":1")
          .doesNotContain("\"attempt\":2")
          .containsOnlyOnce("event: done");
    }
    for (String id : running) {
      assertThat(RUN_BEGUN.matcher(log(id)).results()).hasSize(2);
    }
  }

  private List<String> submit(int jobs, int nfe) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int seed = 0; seed < jobs; seed++) {
      JsonNode generation =
          service.post(
              "/v1/generations",
              """
              {"prompt": "three red circles", "seed": %d,
               "budget": {"nfe": %d},
               "search": {"algorithm": "bon", "chains": 1, "initialParticles": 1}}
              """
                  .formatted(seed, nfe));
      ids.add(generation.get("id").stringValue());
    }
    return ids;
  }

  private List<JsonNode> generations(List<String> ids) throws Exception {
    List<JsonNode> generations = new ArrayList<>();
    for (String id : ids) {
      generations.add(service.get("/v1/generations/" + id));
    }
    return generations;
  }

  private String log(String id) throws Exception {
    return service.stream("/v1/generations/" + id + "/events");
  }

  private static boolean isPartlyDone(JsonNode generation) {
    return generation.get("status").stringValue().equals("running")
        && generation.at("/budget/nfe/used").asLong() > 0;
  }

  private static boolean hasSucceeded(JsonNode generation) {
    return generation.get("status").stringValue().equals("succeeded");
  }

  private void awaitPartlyDone(List<String> ids) {
    await().atMost(PATIENCE).until(() -> generations(ids).stream().allMatch(CrashIT::isPartlyDone));
  }

  private void awaitSucceeded(List<String> ids) {
    await().atMost(PATIENCE).until(() -> generations(ids).stream().allMatch(CrashIT::hasSucceeded));
  }

  private void awaitReady() {
    await().atMost(PATIENCE).until(service::isReady);
  }
}
