package dev.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service in a process of its own on a machine of another language. */
class AnyLocaleIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** A digit of another script than the Latin one, as Java's formats write them there. */
  private static final Pattern FOREIGN_DIGIT = Pattern.compile("[\\p{Nd}&&[^0-9]]");

  @TempDir Path folder;

  /** Persian digits of its own; the Turkish small letter of I, which has no dot. */
  @ParameterizedTest
  @CsvSource({"fa, IR, u-nu-arabext", "tr, TR, ''"})
  void no_language_of_the_machine_changes_what_is_written(
      String language, String country, String extensions) throws Exception {
    Path log = folder.resolve("service.log");
    int port = freePort();
    Process service = start(log, port, language, country, extensions);
    try {
      String url = "http://localhost:" + port;
      await().atMost(Duration.ofMinutes(2)).until(() -> isReady(service, url));

      String generations = url + "/v1/generations";
      String location = url + submit(generations).headers().firstValue("Location").orElseThrow();
      List<String> written =
          List.of(
              get(location + "/events", "text/event-stream"),
              get(location, "application/json"),
              get(location + "/trace", "image/svg+xml"),
              get(location + "/trace", "text/csv"),
              get(location + "/images/0", "image/png"),
              get(generations + "?limit=0", "application/json"),
              get(url + "/v3/api-docs", "application/json"),
              get(url + "/actuator/prometheus", "text/plain"));

      assertThat(written.getFirst()).contains("\"status\":\"succeeded\"");
      assertThat(written).allSatisfy(AnyLocaleIT::hasLatinDigitsAlone);
    } finally {
      service.destroy();
      service.onExit().join();
    }
    hasLatinDigitsAlone(Files.readString(log));
    assertThat(Files.readString(log)).contains("Started Rollover in ");
  }

  private static void hasLatinDigitsAlone(String text) {
    assertThat(text).doesNotContainPattern(FOREIGN_DIGIT).doesNotContain("ı");
  }

  private Process start(Path log, int port, String language, String country, String extensions)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of(
            "-Duser.language=" + language,
            "-Duser.country=" + country,
            "-Duser.extensions=" + extensions,
            "-cp",
            System.getProperty("java.class.path"),
            Rollover.class.getName(),
            "--server.port=" + port,
            "--spring.datasource.url=jdbc:h2:mem:any-locale;DB_CLOSE_DELAY=-1",
            "--rollover.sample.enabled=false"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static boolean isReady(Process service, String url) throws InterruptedException {
    assertThat(service.isAlive()).isTrue();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness")).build();
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static HttpResponse<String> submit(String generations) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(generations))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"prompt\": \"SIX red circles\", \"seed\": 7, \"deterministic\": true}"))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static String get(String url, String accept) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Accept", accept)
            .header("Accept-Language", "fa-IR,tr-TR;q=0.5")
            .build();
    String body = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
    // Of an image, what comes before its pixels: the texts.
    return accept.equals("image/png") ? body.substring(0, body.indexOf("IDAT")) : body;
  }
}
