package dev.rollover.queue;

import dev.rollover.store.DatabaseAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in a JVM of its own, on a database and a port that outlive it. */
final class ServiceProcess {

  private static final JsonMapper JSON = new JsonMapper();

  /** What a process that was asked to end may take for it: far more than it needs. */
  private static final Duration TIME_TO_END = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> command;
  private final Path log;
  private final String address;
  private Process process;

  /** On a database file of its own. */
  ServiceProcess(Path folder, String... properties) throws IOException {
    this(
        folder,
        new DatabaseAddress(
            "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
                .formatted(folder.resolve("database")),
            "sa",
            ""),
        properties);
  }

  /** On a database that others may use too. */
  ServiceProcess(Path folder, DatabaseAddress database, String... properties) throws IOException {
    Files.createDirectories(folder);
    int port = freePort();
    this.address = "http://localhost:" + port;
    this.log = folder.resolve("service.log");
    this.command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.rollover.Rollover",
                "--server.port=" + port));
    command.addAll(database.arguments());
    command.addAll(List.of(properties));
    this.process = launch();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** {@code kill -9}: the process gets no chance to say a last word. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /**
   * {@code kill}: the process is asked to end, and puts its things in order first.
   *
   * @return its exit status
   * @throws IllegalStateException when it does not end by itself
   */
  int terminate() throws InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /**
   * Waits for a process that ends by itself.
   *
   * @return its exit status
   * @throws IllegalStateException when it does not
   */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the service did not end; see " + log);
    }
    return process.exitValue();
  }

  /** {@code kill -STOP}: the process stands still, and does not know it. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** {@code kill -CONT}: it goes on as if no time had passed. */
  void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("SIG" + name + " did not reach the service");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void restart() throws IOException {
    process = launch();
  }

  /** What it has printed so far. */
  String output() throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
  }

  String address() {
    return address;
  }

  boolean isReady() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the service ended; see " + log);
    }
    try {
      return send(request("/actuator/health/readiness").GET()).statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(request(path).GET()).body());
  }

  JsonNode post(String path, String body) throws IOException, InterruptedException {
    return post(request(path), body);
  }

  /** Like {@link #post(String, String)}, under an idempotency key. */
  JsonNode postOnce(String path, String body, String key) throws IOException, InterruptedException {
    return post(request(path).header("Idempotency-Key", key), body);
  }

  private JsonNode post(HttpRequest.Builder request, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** The whole body of a stream that ends. */
  String stream(String path) throws IOException, InterruptedException {
    return send(request(path).GET()).body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
