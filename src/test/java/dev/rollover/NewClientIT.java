package dev.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service with the bundled model, used as somebody would who meets it first. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:new-client;DB_CLOSE_DELAY=-1")
class NewClientIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String REQUEST =
      """
      {"prompt": "two red circles", "seed": 7, "budget": {"nfe": 60},
       "metadata": {"order": "1723"}}
      """;

  private static final String DETERMINISTIC =
      """
      {"prompt": "two red circles", "seed": 7, "budget": {"nfe": 60}, "deterministic": true}
      """;

  @LocalServerPort int port;

  @Test
  void a_prompt_goes_in_and_the_best_image_under_the_budget_comes_out() throws Exception {
    String location = submit(REQUEST);

    String events = text(location + "/events", "text/event-stream");
    JsonNode generation = json(location);
    byte[] png = send(location + "/images/0", "image/png", BodyHandlers.ofByteArray());

    assertThat(events).contains("event: progress", "event: done", "\"status\":\"succeeded\"");
    assertThat(generation.path("status").stringValue()).isEqualTo("succeeded");
    assertThat(generation.path("request").path("metadata").path("order").stringValue())
        .isEqualTo("1723");
    assertThat(generation.path("images").path(0).path("sha256").stringValue())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png)));
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(64);
  }

  @Test
  void the_ledger_the_curve_and_the_meters_agree() throws Exception {
    double meteredBefore = meteredNfe();
    String location = submit(REQUEST);
    text(location + "/events", "text/event-stream");

    JsonNode generation = json(location);
    JsonNode nfe = generation.path("budget").path("nfe");
    List<JsonNode> points = json(location + "/trace").path("points").valueStream().toList();

    assertThat(nfe.path("used").asInt()).isBetween(1, 60);
    assertThat(nfe.path("used").asInt() + nfe.path("unspent").asInt()).isEqualTo(60);
    assertThat(points).hasSize(generation.path("budget").path("rewardCalls").asInt());
    assertThat(points.getLast().path("nfe").asInt()).isLessThanOrEqualTo(nfe.path("used").asInt());
    assertThat(text(location + "/trace", "text/csv").lines()).hasSize(points.size() + 1);
    assertThat(text(location + "/trace", "image/svg+xml")).startsWith("<svg");
    assertThat(meteredNfe() - meteredBefore).isEqualTo(nfe.path("used").asDouble());
    // Meters hear of an end only after its watchers may have.
    await()
        .untilAsserted(
            () ->
                assertThat(text("/actuator/prometheus", "text/plain"))
                    .contains("rollover_nfe_total", "rollover_reward_curve_sum")
                    .contains("phase=\"search\"", "op=\"reward\"")
                    .contains("rollover_batch_size", "status=\"succeeded\""));
  }

  @Test
  void an_answered_request_posted_again_draws_the_same_noise() throws Exception {
    String first = submit(DETERMINISTIC);
    text(first + "/events", "text/event-stream");

    String second = submit(json(first).path("request").toString());
    text(second + "/events", "text/event-stream");

    assertThat(json(second).path("request")).isEqualTo(json(first).path("request"));
    assertThat(bestSha256(second)).isEqualTo(bestSha256(first));
  }

  @Test
  void what_the_catalogue_names_can_be_asked_for() throws Exception {
    String model = json("/v1/models").path("models").path(0).path("name").stringValue();
    String algorithm = json("/v1/algorithms").path("algorithms").path(1).path("name").stringValue();
    String reward = json("/v1/rewards").path("rewards").path(0).path("name").stringValue();

    String location =
        submit(
            """
            {"prompt": "two red circles", "model": "%s", "search": {"algorithm": "%s"},
             "reward": [{"name": "%s"}], "budget": {"nfe": 50}}
            """
                .formatted(model, algorithm, reward));

    assertThat(text(location + "/events", "text/event-stream")).contains("succeeded");
  }

  @Test
  void what_is_out_of_range_is_refused_with_its_range() throws Exception {
    HttpResponse<String> response =
        post(
            """
            {"prompt": "", "search": {"algorithm": "rbf", "steps": 0}, "budget": {"nfe": 0}}
            """);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).path("errors").valueStream())
        .extracting(error -> error.path("field").stringValue())
        .contains("prompt", "search.steps", "budget.nfe");
  }

  @Test
  void a_cancelled_generation_keeps_what_it_has_and_a_deleted_one_is_gone() throws Exception {
    String location = submit("{\"prompt\": \"eight green stars\", \"budget\": {\"nfe\": 20000}}");

    HttpRequest cancel = request(location + "/cancel").POST(BodyPublishers.noBody()).build();
    assertThat(HTTP.send(cancel, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    assertThat(text(location + "/events", "text/event-stream")).contains("\"cancelled\"");

    HttpRequest delete = request(location).DELETE().build();
    assertThat(HTTP.send(delete, BodyHandlers.discarding()).statusCode()).isEqualTo(204);
    assertThat(HTTP.send(request(location).build(), BodyHandlers.discarding()).statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_service_says_that_it_is_ready() throws Exception {
    assertThat(json("/actuator/health/readiness").path("status").stringValue()).isEqualTo("UP");
    assertThat(json("/actuator/generations").has("running")).isTrue();
  }

  /** Velocity evaluations of all generations so far. */
  private double meteredNfe() throws Exception {
    return text("/actuator/prometheus", "text/plain")
        .lines()
        .filter(line -> line.startsWith("rollover_nfe_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private String bestSha256(String location) throws Exception {
    return json(location).path("images").path(0).path("sha256").stringValue();
  }

  private String submit(String body) throws Exception {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> post(String body) throws Exception {
    HttpRequest request =
        request("/v1/generations")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(text(path, "application/json"));
  }

  private String text(String path, String accept) throws Exception {
    return send(path, accept, BodyHandlers.ofString());
  }

  private <T> T send(String path, String accept, BodyHandler<T> handler) throws Exception {
    HttpResponse<T> response = HTTP.send(request(path).header("Accept", accept).build(), handler);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return response.body();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }
}
