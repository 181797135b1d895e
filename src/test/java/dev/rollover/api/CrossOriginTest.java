package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationStatus;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** What a browser asks and hears on behalf of a page of another origin. */
@ApiTest
@TestPropertySource(
    properties = "rollover.api.allowed-origins=https://app.example.com,http://localhost:3000")
class CrossOriginTest {

  private static final String APP = "https://app.example.com";

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void a_generation_has_ended() {
    generations.reset();
    generations.put(Samples.succeeded(id));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/generations, 'content-type,idempotency-key'",
    "GET, /v1/generations/7/events, last-event-id",
    "GET, /v1/generations/7/images/0, 'range,if-none-match,if-range'",
    "GET, /v1/generations/7/trace, accept",
    "POST, /v1/generations/7/cancel, traceparent",
    "DELETE, /v1/generations/7, authorization"
  })
  void a_preflight_of_a_known_origin_is_allowed(String method, String path, String headers) {
    ResponseSpec response = preflight(path, APP, method, headers);

    response.expectStatus().isOk();
    response.expectHeader().valueEquals("Access-Control-Allow-Origin", APP);
    response.expectHeader().valueEquals("Access-Control-Max-Age", "3600");
    response
        .expectHeader()
        .value("Access-Control-Allow-Methods", allowed -> assertThat(allowed).contains(method));
    response
        .expectHeader()
        .value(
            "Access-Control-Allow-Headers",
            allowed -> assertThat(allowed.split(", ?")).contains(headers.split(",")));
    response.expectHeader().doesNotExist("Access-Control-Allow-Credentials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com.evil.example",
        "null"
      })
  void a_preflight_of_another_origin_is_a_problem(String origin) {
    ResponseSpec response = preflight("/v1/generations", origin, "POST", "content-type");

    response.expectStatus().isForbidden();
    response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.expectHeader().doesNotExist("Access-Control-Allow-Origin");
    response.expectBody().jsonPath("$.errors[0].field").isEqualTo("Origin");
  }

  @Test
  void a_preflight_of_a_method_that_nobody_has_is_told_which_there_are() {
    preflight("/v1/generations", APP, "PATCH", "content-type")
        .expectStatus()
        .isForbidden()
        .expectBody()
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be one of: GET, HEAD, POST, DELETE");
  }

  @Test
  void a_page_can_read_what_a_submission_answers() {
    ResponseSpec response =
        client
            .post()
            .uri("/v1/generations")
            .header("Origin", APP)
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"prompt\": \"p\"}")
            .exchange();

    response.expectStatus().isAccepted();
    isReadable(response);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/models, 200",
    "GET, /v1/generations/00000000-0000-0000-0000-000000000000, 404",
    "GET, /v1/generations/seven, 400",
    "GET, /v1/nowhere, 404",
    "DELETE, /v1/generations, 405",
    "POST, /v1/generations, 415"
  })
  void a_page_can_read_every_answer_and_every_problem(String method, String path, int status) {
    ResponseSpec response =
        client.method(HttpMethod.valueOf(method)).uri(path).header("Origin", APP).exchange();

    response.expectStatus().isEqualTo(status);
    isReadable(response);
  }

  @Test
  void a_page_can_follow_events() {
    generations.happen(id, new GenerationEvent.StatusChanged(GenerationStatus.QUEUED, 0));

    ResponseSpec response =
        client
            .get()
            .uri("/v1/generations/{id}/events", id)
            .header("Origin", APP)
            .header("Last-Event-ID", "1")
            .exchange();

    response.expectStatus().isNoContent();
    isReadable(response);
  }

  @Test
  void who_comes_from_no_other_origin_is_not_asked() {
    client.get().uri("/v1/models").exchange().expectStatus().isOk();
    client
        .get()
        .uri("/v1/models")
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "rollover.example.com")
        .header("Origin", "https://rollover.example.com")
        .exchange()
        .expectStatus()
        .isOk();
  }

  private static void isReadable(ResponseSpec response) {
    response.expectHeader().valueEquals("Access-Control-Allow-Origin", APP);
    response
        .expectHeader()
        .value(
            "Access-Control-Expose-Headers",
            exposed ->
                assertThat(exposed.split(", ?"))
                    .contains("Location", "Retry-After", "ETag", "Content-Range"));
    response.expectHeader().value("Vary", vary -> assertThat(vary).contains("Origin"));
  }

  private ResponseSpec preflight(String path, String origin, String method, String headers) {
    return client
        .method(HttpMethod.OPTIONS)
        .uri(path)
        .header("Origin", origin)
        .header("Access-Control-Request-Method", method)
        .header("Access-Control-Request-Headers", headers)
        .exchange();
  }
}
