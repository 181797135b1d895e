package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.model.GatedLoad;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service says and does while its models are loaded, for as long as a test likes. */
class SlowStartIT {

  private static final String JOB = "{\"prompt\": \"two red circles\", \"budget\": {\"nfe\": 20}}";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path folder;
  private ServerSocket door;
  private @Nullable Socket gate;
  private ServiceProcess service;

  @BeforeEach
  void start() throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    service = new ServiceProcess(folder, "--%s=%d".formatted(GatedLoad.PORT, door.getLocalPort()));
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    service.kill();
    if (gate != null) {
      gate.close();
    }
    door.close();
  }

  /** Returns once the service has loaded all the rest, and answers. */
  private void awaitGate() throws IOException {
    door.setSoTimeout((int) PATIENCE.toMillis());
    gate = door.accept();
  }

  private void open(int word) throws IOException {
    try (Socket opened = Objects.requireNonNull(gate)) {
      opened.getOutputStream().write(word);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(service.address() + path)));
  }

  private HttpResponse<String> post(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JOB)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void answers_what_needs_no_models_and_tells_how_far_they_are() throws Exception {
    awaitGate();

    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    HttpResponse<String> readiness = get("/actuator/health/readiness");
    assertThat(readiness.statusCode()).isEqualTo(503);
    assertThat(json(readiness).path("status").asString()).isEqualTo("OUT_OF_SERVICE");
    JsonNode models = json(readiness).at("/components/models/details");
    assertThat(models.at("/shapes/state").asString()).isEqualTo("ready");
    assertThat(models.at("/gated/state").asString()).isEqualTo("loading");
    for (String there :
        new String[] {
          "/v1/generations",
          "/v1/algorithms",
          "/v3/api-docs",
          "/actuator/prometheus",
          "/actuator/devices",
          "/actuator/generations"
        }) {
      assertThat(get(there).statusCode()).as(there).isEqualTo(200);
    }
    assertComeAgain(get("/v1/models"));
    assertComeAgain(get("/v1/rewards"));
    assertComeAgain(post("/v1/generations"));
    assertComeAgain(post("/v1/generations/estimate"));

    open(GatedLoad.DONE);
    await().atMost(PATIENCE).until(service::isReady);
    assertThat(json(get("/actuator/health/readiness")).at("/components/models/details"))
        .allSatisfy(state -> assertThat(state.path("state").asString()).isEqualTo("ready"));
    assertThat(get("/v1/models").statusCode()).isEqualTo(200);
    assertThat(post("/v1/generations").statusCode()).isEqualTo(202);
  }

  private static void assertComeAgain(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).path("detail").asString())
        .isEqualTo(
            "The models are still being loaded (shapes: ready; gated: loading, 0 %); come again.");
  }

  @Test
  void what_waited_at_a_restart_waits_until_the_models_are_there() throws Exception {
    awaitGate();
    open(GatedLoad.DONE);
    await().atMost(PATIENCE).until(service::isReady);
    String running = json(post("/v1/generations")).path("id").asString();
    String id = json(post("/v1/generations")).path("id").asString();
    service.kill();

    service.restart();
    awaitGate();
    JsonNode waiting = json(get("/v1/generations/" + id));
    assertThat(waiting.path("status").asString()).isEqualTo("queued");
    assertThat(json(get("/v1/generations?status=running")).path("generations").size()).isZero();
    open(GatedLoad.DONE);

    for (String each : new String[] {running, id}) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  "succeeded"
                      .equals(json(get("/v1/generations/" + each)).path("status").asString()));
    }
  }

  @Test
  void ends_at_once_when_it_is_told_to_while_it_loads() throws Exception {
    awaitGate();

    assertThat(service.terminate()).isEqualTo(143);

    assertThat(service.output())
        .contains("The shutdown has cut the loading short")
        .doesNotContain("ERROR", "Exception", "APPLICATION FAILED");
  }

  @Test
  void a_failure_while_it_loads_ends_it_like_a_start_that_fails() throws Exception {
    awaitGate();
    assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);

    open(0);

    assertThat(service.awaitEnd()).isEqualTo(1);
    assertThat(service.output())
        .contains("APPLICATION FAILED TO START", "gated: is wrong, says the test")
        .contains("Mend that file, or configure another folder.")
        .doesNotContain("\tat ", "Caused by");
  }

  @Test
  void a_folder_that_is_wrong_ends_it_before_it_answers() throws Exception {
    service.kill();
    service =
        new ServiceProcess(
            folder.resolve("wrong"),
            "--rollover.models.served[0].name=m",
            "--rollover.models.served[0].location=" + folder);
    assertThat(service.awaitEnd()).isEqualTo(1);
    assertThat(service.output())
        .contains("APPLICATION FAILED TO START", "has no model_index.json")
        .doesNotContain("Started Rollover", "\tat ");
  }
}
