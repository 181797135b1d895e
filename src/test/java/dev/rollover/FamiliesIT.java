package dev.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on models of several families at once, each small and random. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.datasource.url=jdbc:h2:mem:families;DB_CLOSE_DELAY=-1",
      "rollover.models.served[0].name=one",
      "rollover.models.served[0].location=classpath:fixtures/pipeline",
      "rollover.models.served[1].name=klein",
      "rollover.models.served[1].location=classpath:fixtures/flux2-pipeline",
      "rollover.models.served[1].description=A small FLUX.2 klein",
      "rollover.models.served[2].name=z-image",
      "rollover.models.served[2].location=classpath:fixtures/zimage-pipeline"
    })
class FamiliesIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;

  @Test
  void the_catalogue_shows_the_models_of_all_families() throws Exception {
    JsonNode models = json("/v1/models").path("models");

    assertThat(models.valueStream().map(model -> model.path("name").stringValue()))
        .containsExactly("one", "klein", "z-image");
    assertThat(models.valueStream().map(model -> model.path("family").stringValue()))
        .containsExactly("FLUX.1", "FLUX.2 klein", "Z-Image");
    assertThat(models.path(1).path("description").stringValue()).isEqualTo("A small FLUX.2 klein");
  }

  @ParameterizedTest
  @ValueSource(strings = {"klein", "z-image"})
  void a_prompt_becomes_an_image_of_the_other_families(String model) throws Exception {
    String location =
        submit(
            """
            {"prompt": "two red circles", "model": "%s", "seed": 7, "width": 20, "height": 12,
             "search": {"algorithm": "bon", "steps": 4, "grid": "resolution_shift"},
             "budget": {"nfe": 12}}
            """
                .formatted(model));

    String events = text(location + "/events", "text/event-stream");
    JsonNode generation = json(location);
    byte[] png = send(location + "/images/0", "image/png", BodyHandlers.ofByteArray());

    assertThat(events).contains("\"status\":\"succeeded\"");
    assertThat(generation.path("budget").path("nfe").path("used").asInt()).isEqualTo(12);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(20);
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getHeight()).isEqualTo(12);
  }

  @Test
  void a_negative_prompt_costs_two_evaluations_a_velocity() throws Exception {
    String location =
        submit(
            """
            {"prompt": "two red circles", "negativePrompt": "blue", "guidance": 3, "seed": 7,
             "model": "z-image", "width": 20, "height": 12,
             "search": {"algorithm": "bon", "steps": 4}, "budget": {"nfe": 15}}
            """);

    assertThat(text(location + "/events", "text/event-stream"))
        .contains("\"status\":\"succeeded\"");
    assertThat(json(location).path("budget").path("nfe").path("used").asInt()).isEqualTo(8);
  }

  private String submit(String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri("/v1/generations"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return response.headers().firstValue("Location").orElseThrow();
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(text(path, "application/json"));
  }

  private String text(String path, String type) throws Exception {
    return send(path, type, BodyHandlers.ofString());
  }

  private <T> T send(String path, String type, BodyHandler<T> handler) throws Exception {
    HttpResponse<T> response =
        HTTP.send(HttpRequest.newBuilder(uri(path)).header("Accept", type).build(), handler);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port).resolve(path);
  }
}
