package dev.rollover.queue;

import static org.awaitility.Awaitility.await;

import dev.rollover.reward.vlm.SeeingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The service in a process of its own, and the server that it asks for the reward {@code judge}.
 */
final class JudgedService {

  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
  private static final String JUDGE = "--rollover.rewards.vlm[0].";

  private final SeeingServer server;
  private final ServiceProcess process;

  /** Starts both. */
  JudgedService(Path folder, String... properties) throws Exception {
    server = new SeeingServer();
    String[] all =
        Stream.concat(
                Stream.of(
                    JUDGE + "name=judge",
                    JUDGE + "url=" + server.url(),
                    JUDGE + "model=seeing",
                    JUDGE + "api-key=" + SeeingServer.KEY),
                Stream.of(properties))
            .toArray(String[]::new);
    process = new ServiceProcess(folder, all);
  }

  /** Waits until the service has found that the server sees. */
  void awaitSeeing() {
    awaitReady();
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
  }

  SeeingServer server() {
    return server;
  }

  ServiceProcess process() {
    return process;
  }

  void awaitReady() {
    await().atMost(PATIENCE).until(process::isReady);
  }

  /** Of the rewards. */
  String health() throws Exception {
    return process.get("/actuator/health/rewards").path("status").asString();
  }

  /** Asks for a generation, and answers its id. */
  String submit(String request) throws Exception {
    return process.post("/v1/generations", request).path("id").asString();
  }

  JsonNode find(String id) throws Exception {
    return process.get("/v1/generations/" + id);
  }

  /** A generation once it has ended. */
  JsonNode ended(String id) throws Exception {
    await().atMost(PATIENCE).until(() -> ENDED.contains(find(id).path("status").asString()));
    return find(id);
  }

  /** Ends both. */
  void stop() throws Exception {
    process.kill();
    server.close();
  }
}
