package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.queue.StateGoneException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

@ApiTest
class ContinuationControllerTest {

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  private final Generation ended = Samples.succeeded(UUID.randomUUID());

  @BeforeEach
  void one_has_ended() {
    generations.reset();
    generations.put(ended);
  }

  @Test
  void a_continuation_is_accepted_with_its_location_and_names_its_parent() {
    EntityExchangeResult<JsonNode> result =
        goOn(ended.id(), "{'budget': {'nfe': 500}}")
            .expectStatus()
            .isAccepted()
            .expectBody(JsonNode.class)
            .returnResult();

    JsonNode generation = Objects.requireNonNull(result.getResponseBody());
    assertThat(result.getResponseHeaders().getLocation())
        .hasToString("/v1/generations/" + generation.path("id").stringValue());
    assertThat(generation.path("status").stringValue()).isEqualTo("queued");
    assertThat(generation.path("continuedFrom").stringValue()).isEqualTo(ended.id().toString());
    assertThat(generation.at("/budget/nfe").toString())
        .isEqualTo(
            "{\"limit\":1000,\"used\":483,\"rolledOver\":37,\"speculative\":0,\"unspent\":517}");
    assertThat(generation.at("/reward/best").asDouble()).isZero();
  }

  @Test
  void every_field_of_the_budget_reaches_the_job_and_so_does_the_key() {
    goOn(
            ended.id(),
            "{'budget': {'nfe': 9, 'maxDuration': 'PT3S', 'maxCostUsd': 0.5, 'targetReward': -1}}")
        .expectStatus()
        .isAccepted();

    assertThat(generations.further())
        .isEqualTo(new GenerationRequest.Budget(9, Duration.ofSeconds(3), 0.5, -1.0));
    assertThat(generations.idempotencyKey()).isEqualTo("again-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'budget': null}", "{'budget': {}}"})
  void what_is_sent_empty_is_as_absent(String body) {
    goOn(ended.id(), body).expectStatus().isAccepted();

    assertThat(generations.further())
        .isEqualTo(new GenerationRequest.Budget(null, null, null, null));
  }

  @Test
  void nothing_but_a_budget_can_be_said() {
    problem(goOn(ended.id(), "{'budget': {'nfes': 9}, 'seed': 3}"), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo("budget.nfes")
        .jsonPath("$.errors[1].field")
        .isEqualTo("seed");
    problem(
            client.post().uri(path(ended.id())).contentType(MediaType.APPLICATION_JSON).exchange(),
            400)
        .jsonPath("$.errors[0].message")
        .isEqualTo("must not be empty: a JSON object is expected");
  }

  @Test
  void an_unknown_id_is_not_found() {
    problem(goOn(UUID.randomUUID(), "{}"), 404);
  }

  @Test
  void one_that_runs_is_a_conflict() {
    Generation running = Samples.running(UUID.randomUUID());
    generations.put(running);

    problem(goOn(running.id(), "{}"), 409)
        .jsonPath("$.detail")
        .isEqualTo("A generation that is running cannot be continued.");
  }

  @Test
  void one_whose_state_is_not_kept_any_more_is_gone() {
    generations.refuse(new StateGoneException(ended.id()));

    problem(goOn(ended.id(), "{}"), 410)
        .jsonPath("$.detail")
        .isEqualTo(
            "Where the search of generation %s stood is not kept any more; post its request again."
                .formatted(ended.id()));
  }

  private ResponseSpec goOn(UUID id, String body) {
    return client
        .post()
        .uri(path(id))
        .contentType(MediaType.APPLICATION_JSON)
        .header("Idempotency-Key", "again-7")
        .body(body.replace('\'', '"'))
        .exchange();
  }

  private static String path(UUID id) {
    return "/v1/generations/" + id + "/continue";
  }

  private static BodyContentSpec problem(ResponseSpec response, int status) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody();
  }
}
