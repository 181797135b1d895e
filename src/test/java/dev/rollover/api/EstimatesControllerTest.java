package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class EstimatesControllerTest {

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  @BeforeEach
  void nothing_is_there() {
    generations.reset();
  }

  @Test
  void an_estimate_says_what_a_request_takes_and_queues_nothing() {
    JsonNode estimate =
        estimate("{\"prompt\": \"p\", \"budget\": {\"nfe\": 200}}")
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody();

    assertThat(estimate)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"seconds": 200.0, "deviceSeconds": 100.0, "costUsd": 0.25, "nfe": 200,
                     "rewardCalls": 197, "gateCalls": 0, "judgeCalls": 2, "decodes": 197, "atMost": false, "basis": "warm_up",
                     "queue": {"position": 4, "etaSeconds": 13}, "warnings": ["a warning"]}
                    """));
    assertThat(generations.nothingWasSubmitted()).isTrue();
  }

  @Test
  void what_a_submission_refuses_is_refused() {
    estimate("{\"budget\": {\"nfe\": 200}}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("prompt");
    estimate("{\"prompt\": \"p\", \"sed\": 7}")
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("sed");
  }

  @Test
  void it_is_no_generation_that_could_be_read_or_deleted() {
    for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.DELETE)) {
      client
          .method(method)
          .uri("/v1/generations/estimate")
          .exchange()
          .expectStatus()
          .isEqualTo(405)
          .expectHeader()
          .valueEquals("Allow", "POST")
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
  }

  @Test
  void what_is_allowed_there_is_to_ask_for_an_estimate() {
    client
        .method(HttpMethod.OPTIONS)
        .uri("/v1/generations/estimate")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("Allow", "POST,OPTIONS");
  }

  private ResponseSpec estimate(String body) {
    return client
        .post()
        .uri("/v1/generations/estimate")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .exchange();
  }
}
