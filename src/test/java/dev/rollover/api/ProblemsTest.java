package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.model.ModelsLoadingException;
import dev.rollover.queue.IdempotencyConflictException;
import dev.rollover.queue.QueueFullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ApiTest
class ProblemsTest {

  @LocalServerPort int port;
  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  @BeforeEach
  void nothing_is_there() {
    generations.reset();
  }

  @Test
  void an_unknown_generation_is_not_found() {
    UUID id = UUID.randomUUID();
    problem(client.get().uri("/v1/generations/{id}", id).exchange(), 404)
        .jsonPath("$.title")
        .isEqualTo("Not Found")
        .jsonPath("$.detail")
        .isEqualTo("There is no generation " + id + ".")
        .jsonPath("$.instance")
        .isEqualTo("/v1/generations/" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/v2/generations", "/v1/generation", "/error"})
  void an_unknown_path_is_not_found(String path) {
    problem(client.get().uri(path).exchange(), 404);
  }

  @Test
  void an_id_that_is_none_is_named() {
    problem(client.get().uri("/v1/generations/seven").exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("id")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be a UUID");
  }

  @Test
  void an_image_that_is_not_there_is_a_problem_even_to_who_accepts_only_images() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.running(id));
    problem(
            client
                .get()
                .uri("/v1/generations/{id}/images/0", id)
                .accept(MediaType.IMAGE_PNG)
                .exchange(),
            404)
        .jsonPath("$.detail")
        .isEqualTo("Generation " + id + " has no image 0.");
  }

  @Test
  void a_method_that_is_not_offered_is_told_which_are() {
    ResponseSpec response = client.method(HttpMethod.PUT).uri("/v1/generations").exchange();

    problem(response, 405).jsonPath("$.detail").isEqualTo("Method 'PUT' is not supported.");
    response.expectHeader().value("Allow", allow -> assertThat(allow).contains("GET", "POST"));
  }

  @Test
  void a_format_that_is_not_offered_is_told_which_are() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));
    problem(
            client
                .get()
                .uri("/v1/generations/{id}/trace", id)
                .accept(MediaType.APPLICATION_PDF)
                .exchange(),
            406)
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains("text/csv", "image/svg+xml"));
  }

  @Test
  void nothing_is_queued_for_who_does_not_accept_the_answer() {
    problem(
        client
            .post()
            .uri("/v1/generations")
            .contentType(MediaType.APPLICATION_JSON)
            .accept(MediaType.APPLICATION_XML)
            .body("{\"prompt\": \"p\"}")
            .exchange(),
        406);

    assertThat(generations.nothingWasSubmitted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "application/yaml",
        "application/vnd.api+json"
      })
  void a_body_that_is_not_json_is_told_what_is_read(String type) {
    problem(
            client
                .post()
                .uri("/v1/generations")
                .header("Content-Type", type)
                .body("prompt=three red circles".getBytes(StandardCharsets.UTF_8))
                .exchange(),
            415)
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).contains(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data;boundary=x",
        "multipart/mixed",
        "application/x-www-form-urlencoded",
        "application/json;charset=nonsense",
        "no/such;type=\"",
        "nonsense"
      })
  void no_content_type_breaks_a_request(String type) throws Exception {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));
    String generation = "/v1/generations/" + id;

    assertThat(raw("POST", "/v1/generations", type)).startsWith("HTTP/1.1 4");
    assertThat(raw("GET", generation, type)).startsWith("HTTP/1.1 200");
    assertThat(raw("GET", "/v1/models", type)).startsWith("HTTP/1.1 200");
    assertThat(raw("PUT", "/v1/generations", type)).startsWith("HTTP/1.1 405");
    assertThat(raw("POST", generation + "/cancel", type)).startsWith("HTTP/1.1 200");
    assertThat(raw("DELETE", generation, type)).startsWith("HTTP/1.1 204");
  }

  private String raw(String method, String path, String type) throws IOException {
    return RawHttp.send(
        port,
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: %s\r
        Content-Length: 6\r
        Connection: close\r
        \r
        a=%%zz&\
        """
            .formatted(method, path, type));
  }

  @Test
  void a_body_of_parts_is_told_what_is_read() throws Exception {
    assertThat(raw("POST", "/v1/generations", "multipart/form-data"))
        .startsWith("HTTP/1.1 415")
        .contains("The body's Content-Type must be application/json, not multipart/form-data.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "fa-IR", "tr-TR", "nonsense-", "*;q=0"})
  void no_language_changes_what_is_said(String language) {
    problem(
            client
                .get()
                .uri("/v1/generations?limit=0")
                .header("Accept-Language", language)
                .exchange(),
            400)
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be between 1 and 100");
  }

  @Test
  void a_body_that_says_not_what_it_is_is_told_what_is_read() {
    problem(client.post().uri("/v1/generations").exchange(), 415)
        .jsonPath("$.detail")
        .isEqualTo("The body's Content-Type must be application/json, not absent.");
  }

  @Test
  void a_full_queue_says_when_to_come_again() {
    generations.refuse(new QueueFullException(100, Duration.ofSeconds(7)));

    ResponseSpec response = submit("{\"prompt\": \"p\"}");

    problem(response, 429)
        .jsonPath("$.detail")
        .isEqualTo("100 generations wait already; try again in 7 s.");
    response.expectHeader().valueEquals("Retry-After", "7");
  }

  @Test
  void who_comes_while_the_models_are_loaded_is_told_when_to_come_again() {
    generations.refuse(new ModelsLoadingException("flux: loading, 3 %"));

    ResponseSpec response = submit("{\"prompt\": \"p\"}");

    problem(response, 503)
        .jsonPath("$.title")
        .isEqualTo("Service Unavailable")
        .jsonPath("$.detail")
        .isEqualTo("The models are still being loaded (flux: loading, 3 %); come again.");
    response.expectHeader().valueEquals("Retry-After", "5");
  }

  @Test
  void a_key_used_with_another_body_is_a_conflict() {
    generations.refuse(new IdempotencyConflictException("k"));

    problem(submit("{\"prompt\": \"p\"}"), 409)
        .jsonPath("$.detail")
        .isEqualTo("The idempotency key \"k\" was used before with another request.");
  }

  @Test
  void what_fails_inside_stays_inside() {
    generations.refuse(new IllegalStateException("the password is swordfish"));

    problem(submit("{\"prompt\": \"p\"}"), 500)
        .jsonPath("$.detail")
        .isEqualTo("Something failed here; it has been logged.")
        .jsonPath("$.trace")
        .doesNotExist();
  }

  @Test
  void unknown_query_parameters_are_named_with_the_known_ones() {
    problem(client.get().uri("/v1/generations?colour=red&limit=5&limit=6").exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("colour")
        .jsonPath("$.errors[0].message")
        .isEqualTo("is not a known query parameter; known here: cursor, limit, status")
        .jsonPath("$.errors[1].field")
        .isEqualTo("limit")
        .jsonPath("$.errors[1].message")
        .isEqualTo("must be given once");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "limit", "cursor"})
  void an_empty_query_parameter_is_refused(String name) {
    problem(client.get().uri("/v1/generations?" + name + "=").exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo(name)
        .jsonPath("$.errors[0].message")
        .isEqualTo("must not be empty; leave it out instead");
  }

  @Test
  void a_negative_image_number_is_refused() {
    problem(client.get().uri("/v1/generations/{id}/images/-1", UUID.randomUUID()).exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("number");
  }

  @Test
  void a_status_that_is_none_is_told_which_there_are() {
    problem(client.get().uri("/v1/generations?status=QUEUED").exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("status")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be one of: queued, running, succeeded, failed, cancelled");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1"})
  void a_limit_out_of_range_is_told_the_range(String limit) {
    problem(client.get().uri("/v1/generations?limit=" + limit).exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("limit")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be between 1 and 100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"many", "1.5", "99999999999"})
  void a_limit_that_is_no_number_is_told_so(String limit) {
    problem(client.get().uri("/v1/generations?limit=" + limit).exchange(), 400)
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be a whole number");
  }

  @Test
  void a_negative_last_event_id_is_refused() {
    problem(
            client
                .get()
                .uri("/v1/generations/{id}/events", UUID.randomUUID())
                .header("Last-Event-ID", "-1")
                .exchange(),
            400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("Last-Event-ID");
  }

  @Test
  void no_other_origin_may_ask_unless_it_is_configured() {
    client
        .method(HttpMethod.OPTIONS)
        .uri("/v1/generations")
        .header("Origin", "https://app.example.com")
        .header("Access-Control-Request-Method", "POST")
        .exchange()
        .expectHeader()
        .doesNotExist("Access-Control-Allow-Origin");
  }

  @Test
  void an_empty_header_is_refused_as_an_empty_parameter_is() {
    problem(
            client
                .get()
                .uri("/v1/generations/{id}/events", UUID.randomUUID())
                .header("Last-Event-ID", "")
                .exchange(),
            400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("Last-Event-ID")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must not be empty; leave it out instead");
  }

  /**
   * A header has no encoding of its own: two clients would mean different keys by the same text.
   */
  @ParameterizedTest
  @ValueSource(strings = {"Schlüssel", "🔴"})
  void a_key_of_other_letters_is_told_what_may_be(String key) throws Exception {
    String bytes = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    String response =
        RawHttp.send(
            port,
            """
            POST /v1/generations HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: 15\r
            Idempotency-Key: %s\r
            Connection: close\r
            \r
            {"prompt": "p"}\
            """
                .formatted(bytes));

    assertThat(response)
        .startsWith("HTTP/1.1 400")
        .contains("Idempotency-Key", "must be of ASCII characters");
  }

  @Test
  void a_key_given_twice_is_refused() {
    problem(
            client
                .post()
                .uri("/v1/generations")
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", "a", "b")
                .body("{\"prompt\": \"p\"}")
                .exchange(),
            400)
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be given once");
  }

  private ResponseSpec submit(String body) {
    return client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }

  private static BodyContentSpec problem(ResponseSpec response, int status) {
    response.expectStatus().isEqualTo(status);
    response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    return response.expectBody().jsonPath("$.status").isEqualTo(status);
  }
}
