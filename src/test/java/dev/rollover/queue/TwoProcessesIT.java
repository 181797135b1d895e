package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationEvent.StatusChanged;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.StoredEvent;
import dev.rollover.store.EventStore;
import dev.rollover.store.GenerationStore;
import dev.rollover.store.TestDatabase;
import dev.rollover.store.Vendor;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two processes of the service on one PostgreSQL, and what happens to the work of either. */
class TwoProcessesIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int WORKERS = 2;
  private static final Duration HEARTBEAT = Duration.ofMillis(300);

  /** What looks and heartbeats that are missed take, and two busy cores beside. */
  private static final Duration TAKEN_FOR_DEAD =
      HEARTBEAT.multipliedBy(QueueProperties.MISSED_HEARTBEATS + 2).plusSeconds(5);

  /** Seconds of work, where finding it half done takes a moment. */
  private static final int LONG_RUN = 250;

  private static final int SHORT_RUN = 30;

  private static final Pattern SUCCEEDED =
      Pattern.compile("rollover_generations_total\\{[^}]*succeeded[^}]*} ([0-9.]+)");

  @TempDir private static Path folder;
  private static TestDatabase database;
  private static ServiceProcess a;
  private static ServiceProcess b;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    database = TestDatabase.migrated(Vendor.POSTGRESQL);
    a = process("a");
    b = process("b");
  }

  private static ServiceProcess process(String name) throws Exception {
    return new ServiceProcess(
        folder.resolve(name),
        database.address(),
        "--rollover.queue.workers=" + WORKERS,
        "--rollover.queue.poll-interval=200ms",
        "--rollover.queue.heartbeat=" + HEARTBEAT.toMillis() + "ms",
        "--rollover.queue.shutdown-grace=0s");
  }

  @BeforeEach
  void bothAreReady() throws Exception {
    for (ServiceProcess process : List.of(a, b)) {
      if (!process.isAlive()) {
        process.restart();
      }
      awaitReady(process);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    a.kill();
    b.kill();
    database.close();
  }

  @Test
  void jobs_are_spread_over_both_and_each_serves_what_the_other_runs() throws Exception {
    List<String> ids = submit(a, 8, SHORT_RUN);
    awaitSucceeded(b, ids);
    assertThat(succeededBy(a)).isPositive();
    assertThat(succeededBy(b)).isPositive();

    String watched = submit(a, 1, LONG_RUN).getFirst();
    WatchedStream atA = new WatchedStream(http, a.address(), watched);
    WatchedStream atB = new WatchedStream(http, b.address(), watched);
    Map<String, Long> fromA = atA.arrivals();
    Map<String, Long> fromB = atB.arrivals();
    assertThat(fromB).hasSizeGreaterThan(5).hasSameSizeAs(fromA);
    fromB.forEach(
        (event, arrival) ->
            assertThat(Duration.ofNanos(Math.abs(arrival - fromA.getOrDefault(event, 0L))))
                .as("event %s, at the one and at the other", event)
                .isLessThan(Duration.ofSeconds(1)));
  }

  @Test
  void a_cancel_reaches_the_run_through_either() throws Exception {
    List<String> ids = submit(a, 4, LONG_RUN);
    awaitPartlyDone(b, ids);

    for (String id : ids) {
      b.post("/v1/generations/" + id + "/cancel", "");
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> generations(a, ids).stream().allMatch(each -> is(each, "cancelled")));
    assertThat(generations(a, ids)).allMatch(each -> !each.get("images").isEmpty());
  }

  @Test
  void an_idempotency_key_that_one_has_seen_replays_at_the_other() throws Exception {
    JsonNode first = a.postOnce("/v1/generations", body(1, SHORT_RUN), "the key");
    JsonNode again = b.postOnce("/v1/generations", body(1, SHORT_RUN), "the key");

    assertThat(again.get("id")).isEqualTo(first.get("id"));
    awaitSucceeded(a, List.of(first.get("id").stringValue()));
  }

  @Test
  void what_a_killed_process_ran_goes_on_in_the_other() throws Exception {
    List<String> ids = submit(b, 10, 2 * SHORT_RUN);
    await().atMost(PATIENCE).until(() -> !runBy(a, ids).isEmpty());
    List<String> running = runBy(a, ids);

    a.kill();

    List<String> cutShort = running.stream().filter(id -> !hasEnded(id)).toList();
    await()
        .atMost(TAKEN_FOR_DEAD)
        .until(() -> cutShort.stream().allMatch(TwoProcessesIT::wasCutShort));
    awaitSucceeded(b, ids);
    ids.forEach(TwoProcessesIT::assertRanOnceAtATime);
  }

  @Test
  void a_frozen_process_whose_work_was_taken_over_leaves_it_alone_when_it_wakes() throws Exception {
    List<String> ids = submit(b, 4, LONG_RUN);
    awaitPartlyDone(b, ids);

    a.freeze();
    try {
      await()
          .atMost(TAKEN_FOR_DEAD)
          .until(() -> ids.stream().filter(TwoProcessesIT::wasCutShort).count() == WORKERS);
    } finally {
      a.thaw();
    }
    List<String> takenOver = ids.stream().filter(TwoProcessesIT::wasCutShort).toList();
    await().atMost(PATIENCE).until(() -> takenOver.stream().allMatch(TwoProcessesIT::isForgiven));
    awaitSucceeded(b, ids);

    ids.forEach(TwoProcessesIT::assertRanOnceAtATime);
    assertThat(a.output()).contains("was overtaken").doesNotContain("ERROR");
    assertThat(b.output()).doesNotContain("ERROR");
  }

  @Test
  void a_rolling_restart_under_load_loses_nothing_and_fails_nobody() throws Exception {
    RetryingClient client = new RetryingClient(List.of(a.address(), b.address()));
    AtomicBoolean over = new AtomicBoolean();
    List<String> accepted = new ArrayList<>();
    Callable<List<Integer>> asking =
        () -> {
          List<Integer> failures = new ArrayList<>();
          while (!over.get()) {
            for (HttpResponse<String> answer : ask(client, accepted)) {
              if (answer.statusCode() >= 400) {
                failures.add(answer.statusCode());
              }
            }
          }
          return failures;
        };
    FutureTask<List<Integer>> load = new FutureTask<>(asking);
    Thread.ofVirtual().name("load").start(load);

    for (ServiceProcess process : List.of(a, b)) {
      process.terminate();
      process.restart();
      awaitReady(process);
    }
    over.set(true);

    assertThat(load.get(1, TimeUnit.MINUTES)).isEmpty();
    assertThat(client.retries()).isPositive();
    assertThat(accepted).hasSizeGreaterThan(10);
    awaitSucceeded(a, accepted);
    accepted.forEach(TwoProcessesIT::assertRanOnceAtATime);
  }

  /** Reads many times, and submits one now and then: as many as the two can run meanwhile. */
  private static List<HttpResponse<String>> ask(RetryingClient client, List<String> accepted)
      throws InterruptedException {
    List<HttpResponse<String>> answers = new ArrayList<>();
    HttpResponse<String> submitted =
        client.post("/v1/generations", body(accepted.size(), SHORT_RUN));
    answers.add(submitted);
    if (submitted.statusCode() == 202) {
      String id = RetryingClient.json(submitted).get("id").stringValue();
      accepted.add(id);
      HttpResponse<String> generation;
      do {
        generation = client.get("/v1/generations/" + id);
        answers.add(generation);
      } while (generation.statusCode() == 200 && !is(RetryingClient.json(generation), "succeeded"));
    }
    return answers;
  }

  private static String body(int seed, int nfe) {
    return """
    {"prompt": "three red circles", "seed": %d, "budget": {"nfe": %d},
     "search": {"algorithm": "bon", "chains": 1, "initialParticles": 1}}
    """
        .formatted(seed, nfe);
  }

  private static List<String> submit(ServiceProcess process, int jobs, int nfe) throws Exception {
    List<String> ids = new ArrayList<>();
    for (int seed = 0; seed < jobs; seed++) {
      ids.add(process.post("/v1/generations", body(seed, nfe)).get("id").stringValue());
    }
    return ids;
  }

  private static void awaitReady(ServiceProcess process) {
    await().atMost(PATIENCE).until(process::isReady);
  }

  private static void awaitPartlyDone(ServiceProcess process, List<String> ids) {
    await()
        .atMost(PATIENCE)
        .until(() -> generations(process, ids).stream().allMatch(TwoProcessesIT::isPartlyDone));
  }

  private static void awaitSucceeded(ServiceProcess process, List<String> ids) {
    await()
        .atMost(PATIENCE)
        .until(() -> generations(process, ids).stream().allMatch(each -> is(each, "succeeded")));
  }

  private static List<JsonNode> generations(ServiceProcess process, List<String> ids)
      throws Exception {
    List<JsonNode> generations = new ArrayList<>();
    for (String id : ids) {
      generations.add(process.get("/v1/generations/" + id));
    }
    return generations;
  }

  private static boolean is(JsonNode generation, String status) {
    return generation.get("status").stringValue().equals(status);
  }

  private static boolean isPartlyDone(JsonNode generation) {
    return is(generation, "running") && generation.has("reward");
  }

  /** How many generations have succeeded in a process, as itself counts them. */
  private static double succeededBy(ServiceProcess process) throws Exception {
    return SUCCEEDED
        .matcher(process.stream("/actuator/prometheus"))
        .results()
        .mapToDouble(line -> Double.parseDouble(line.group(1)))
        .sum();
  }

  /** Those that run now and whose rewards this process has seen. */
  private static List<String> runBy(ServiceProcess process, List<String> ids) throws Exception {
    List<String> run = new ArrayList<>();
    for (JsonNode running : process.get("/actuator/generations").get("running")) {
      String id = running.get("id").stringValue();
      if (ids.contains(id) && !running.get("curve").isEmpty()) {
        run.add(id);
      }
    }
    return run;
  }

  private static List<GenerationEvent> log(String id) {
    return new EventStore(database.batches())
        .after(UUID.fromString(id), 0).stream().map(StoredEvent::event).toList();
  }

  private static boolean hasEnded(String id) {
    return log(id).getLast() instanceof GenerationEvent.Done;
  }

  /** Whether a run of it was told to wait for the next. */
  private static boolean wasCutShort(String id) {
    return log(id).contains(new StatusChanged(GenerationStatus.QUEUED, 1));
  }

  private static boolean isForgiven(String id) {
    return new GenerationStore(database.batches())
            .find(UUID.fromString(id))
            .orElseThrow()
            .forgiven()
        == 1;
  }

  /**
   * A run goes on from a checkpoint or the beginning, and then only spends more. Two that ran at
   * once would have mixed their lines.
   */
  private static void assertRanOnceAtATime(String id) {
    int attempt = 0;
    long spent = 0;
    for (GenerationEvent event : log(id)) {
      if (event instanceof StatusChanged changed && changed.status() == GenerationStatus.RUNNING) {
        assertThat(changed.attempt()).isGreaterThanOrEqualTo(attempt);
        attempt = changed.attempt();
        spent = 0;
      } else if (event instanceof GenerationEvent.Progress progress) {
        assertThat(progress.nfe()).isGreaterThan(spent);
        spent = progress.nfe();
      }
    }
    assertThat(log(id)).filteredOn(GenerationEvent.Done.class::isInstance).hasSize(1);
    assertThat(hasEnded(id)).isTrue();
  }
}
