package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.reward.vlm.SeeingServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every meter that the board or an alarm asks for is one that the service has. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "spring.datasource.url=jdbc:h2:mem:board;DB_CLOSE_DELAY=-1")
class BoardIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CHART = Path.of("helm/rollover");

  private static SeeingServer vlm;

  @LocalServerPort int port;
  private String page = "";

  @BeforeAll
  static void start() throws IOException {
    vlm = new SeeingServer();
  }

  @AfterAll
  static void stop() {
    vlm.close();
  }

  @DynamicPropertySource
  static void endpoint(DynamicPropertyRegistry registry) {
    registry.add("rollover.rewards.vlm[0].name", () -> "judge");
    registry.add("rollover.rewards.vlm[0].url", () -> vlm.url());
    registry.add("rollover.rewards.vlm[0].model", () -> "seeing");
    registry.add("rollover.rewards.vlm[0].api-key", () -> SeeingServer.KEY);
  }

  @BeforeEach
  void a_generation_has_ended() throws Exception {
    String request =
        """
        {"prompt": "two red circles", "budget": {"nfe": 50},
         "reward": [{"name": "count"}, {"name": "judge"}]}
        """;
    HttpRequest post =
        to("/v1/generations")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(request))
            .build();
    assertThat(HTTP.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> scrape().contains("rollover_reward_curve_count"));
    // A heap that has not been collected yet has no pause to tell of.
    System.gc();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> scrape().contains("jvm_gc_pause_seconds_sum"));
    page = scrape();
  }

  @Test
  void the_board_asks_only_for_what_there_is() throws Exception {
    JsonNode board = JSON.readTree(Files.readString(CHART.resolve("dashboards/rollover.json")));
    List<String> queries = board.findValuesAsString("expr");

    assertThat(queries).hasSizeGreaterThan(25).allSatisfy(this::isAnswered);
  }

  @Test
  void the_alarms_ask_only_for_what_there_is() throws Exception {
    List<String> queries = alarms().toList();

    assertThat(queries).hasSizeGreaterThan(5).allSatisfy(this::isAnswered);
  }

  private void isAnswered(String query) {
    assertThat(Selector.in(query)).isNotEmpty().allMatch(selector -> selector.isOn(page));
  }

  private static Stream<String> alarms() throws IOException {
    Map<String, List<Map<String, List<Map<String, String>>>>> rules =
        new Yaml().load(Files.readString(CHART.resolve("rules/rollover.yaml")));
    return Objects.requireNonNull(rules.get("groups")).stream()
        .flatMap(group -> Objects.requireNonNull(group.get("rules")).stream())
        .map(rule -> Objects.requireNonNull(rule.get("expr")));
  }

  private String scrape() throws IOException, InterruptedException {
    HttpRequest request = to("/actuator/prometheus").header("Accept", "text/plain").build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }
}
