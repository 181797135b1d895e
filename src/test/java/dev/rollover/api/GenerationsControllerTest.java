package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.queue.QueuePlace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import tools.jackson.databind.JsonNode;

@ApiTest
class GenerationsControllerTest {

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  @BeforeEach
  void nothing_is_there() {
    generations.reset();
  }

  /** Such as generated Java clients send; nulls are the Python ones' way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'reward': []",
        "'metadata': {}",
        "'search': {}",
        "'search': {'diffusion': {}}",
        "'budget': {}",
        "'webhook': {}",
        "'reward': [], 'metadata': {}, 'search': {'diffusion': {}}, 'budget': {}",
        "'reward': null, 'seed': null, 'search': null"
      })
  void what_is_sent_empty_is_as_absent(String empty) {
    submit("{'prompt': 'p', " + empty + "}");

    assertThat(generations.submitted()).isEqualTo(GenerationRequest.of("p"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'x': null}", "{'targets': null}", "{'targets': {}, 'x': []}"})
  void a_parameter_that_is_null_or_empty_is_as_absent(String params) {
    submit("{'prompt': 'p', 'reward': [{'name': 'count', 'params': " + params + "}]}");

    assertThat(generations.submitted().reward())
        .containsExactly(new GenerationRequest.RewardTerm("count", null, null, null));
  }

  @Test
  void an_empty_judge_is_none() {
    submit("{'prompt': 'p', 'judge': []}");

    assertThat(generations.submitted()).isEqualTo(GenerationRequest.of("p"));
  }

  @Test
  void a_term_may_be_normalised() {
    submit("{'prompt': 'p', 'reward': [{'name': 'jpeg', 'normalise': true}]}");

    assertThat(generations.submitted().reward())
        .containsExactly(new GenerationRequest.RewardTerm("jpeg", null, null, true));
  }

  @Test
  void what_the_judge_says_and_takes_stands_beside_the_reward() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.judged(id));

    client
        .get()
        .uri("/v1/generations/" + id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json(
            """
            {"reward": {"best": 0.0},
             "judge": {"best": 1.5, "terms": {"taste": 0.75}, "error": {
               "type": "unknown",
               "message": "it could not tell of 1 of 2 images what they are worth"}},
             "images": [
               {"reward": {"value": 0.0, "terms": {"count": 0.0}},
                "judge": {"value": 1.5, "terms": {"taste": 0.75}}},
               {"reward": {"value": -1.0, "terms": {"count": -1.0}}}],
             "budget": {"rewardCalls": 50, "rewards": {}, "judge": {
               "calls": 2, "seconds": 0.5, "deviceSeconds": 0.0, "costUsd": 0.02, "rewards": {
                 "taste": {"calls": 2, "unknown": 1, "seconds": 0.5, "tokensRead": 200,
                   "tokensSaid": 2, "costUsd": 0.02}}}}}
            """)
        .jsonPath("$.images[1].judge")
        .doesNotExist();
  }

  @Test
  void who_names_the_problems_alone_is_answered_everywhere() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));
    for (String path :
        List.of("/v1/generations", "/v1/generations/" + id, "/v1/models", "/v1/rewards")) {
      client
          .get()
          .uri(path)
          .accept(MediaType.APPLICATION_PROBLEM_JSON)
          .exchange()
          .expectStatus()
          .isOk()
          .expectHeader()
          .contentType(MediaType.APPLICATION_JSON);
    }
  }

  private void submit(String body) {
    client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .body(body.replace('\'', '"'))
        .exchange()
        .expectStatus()
        .isAccepted();
  }

  @Test
  void a_submission_is_accepted_with_its_location() {
    EntityExchangeResult<JsonNode> result =
        client
            .post()
            .uri("/v1/generations")
            .contentType(MediaType.APPLICATION_JSON)
            .body("{\"prompt\": \"three red circles\"}")
            .exchange()
            .expectStatus()
            .isAccepted()
            .expectBody(JsonNode.class)
            .returnResult();

    JsonNode generation = Objects.requireNonNull(result.getResponseBody());
    assertThat(result.getResponseHeaders().getLocation())
        .hasToString("/v1/generations/" + generation.path("id").stringValue());
    assertThat(generation.path("status").stringValue()).isEqualTo("queued");
    assertThat(generation.path("queue").path("position").intValue()).isEqualTo(3);
    assertThat(generation.path("queue").path("etaSeconds").intValue()).isEqualTo(12);
    assertThat(generation.has("error")).isFalse();
  }

  @Test
  void every_field_reaches_the_job() {
    client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .header("Idempotency-Key", "order-1723")
        .body(
            """
            {"prompt": "p", "model": "m", "width": 64, "height": 32, "seed": -7, "count": 2,
             "search": {"algorithm": "rbf", "variant": "paper", "sampler": "sde",
               "interpolant": "vp", "steps": 10, "chains": 2, "initialParticles": 25,
               "particles": 4, "diffusion": {"coefficient": "square", "norm": 3.0}},
             "reward": [{"name": "count", "weight": 0.5, "params": {"targets": {"red circle": 3}}}],
             "judge": [{"name": "brightness"}],
             "budget": {"nfe": 500, "maxDuration": "PT30S", "maxCostUsd": 0.05, "targetReward": 0},
             "webhook": {"url": "https://example.com/done"},
             "metadata": {"order": "1723"}, "deterministic": true}
            """)
        .exchange()
        .expectStatus()
        .isAccepted();

    assertThat(generations.submitted())
        .isEqualTo(
            new GenerationRequest(
                "p",
                "m",
                64,
                32,
                -7L,
                2,
                Map.ofEntries(
                    Map.entry("algorithm", "rbf"),
                    Map.entry("variant", "paper"),
                    Map.entry("sampler", "sde"),
                    Map.entry("interpolant", "vp"),
                    Map.entry("steps", 10),
                    Map.entry("chains", 2),
                    Map.entry("initialParticles", 25),
                    Map.entry("particles", 4),
                    Map.entry("diffusion", Map.of("coefficient", "square", "norm", 3.0))),
                List.of(
                    new GenerationRequest.RewardTerm(
                        "count", 0.5, Map.of("targets", Map.of("red circle", 3)), null)),
                null,
                List.of(new GenerationRequest.RewardTerm("brightness", null, null, null)),
                new GenerationRequest.Budget(500, Duration.ofSeconds(30), 0.05, 0.0),
                new GenerationRequest.Webhook("https://example.com/done"),
                Map.of("order", "1723"),
                true));
    assertThat(generations.idempotencyKey()).isEqualTo("order-1723");
  }

  @Test
  void a_null_is_as_good_as_no_field() {
    client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"prompt\": \"p\", \"search\": null, \"seed\": null}")
        .exchange()
        .expectStatus()
        .isAccepted();

    assertThat(generations.submitted()).isEqualTo(GenerationRequest.of("p"));
  }

  @Test
  void an_answered_request_can_be_posted_again() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));
    JsonNode request = get(id).path("request");

    client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .body(request)
        .exchange()
        .expectStatus()
        .isAccepted();

    assertThat(generations.submitted().seed()).isEqualTo(42);
    assertThat(generations.submitted().budget())
        .isEqualTo(new GenerationRequest.Budget(500, null, null, 0.0));
  }

  @Test
  void a_generation_shows_its_request_ledger_gain_and_images() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));

    JsonNode generation = get(id);

    assertThat(generation.path("request").path("search").path("diffusion").path("norm").asDouble())
        .isEqualTo(3);
    assertThat(generation.path("budget").path("nfe"))
        .hasToString(
            "{\"limit\":500,\"used\":483,\"rolledOver\":37,\"speculative\":0,\"unspent\":17}");
    assertThat(generation.path("reward").path("initial").asDouble()).isEqualTo(-6);
    assertThat(generation.path("images").path(0).path("url").stringValue())
        .isEqualTo("/v1/generations/" + id + "/images/0");
    assertThat(generation.path("endedAt").stringValue()).isEqualTo("2026-01-02T03:04:10Z");
    assertThat(generation.has("queue")).isFalse();
  }

  @Test
  void who_waits_less_than_a_second_is_not_told_that_it_starts_now() {
    QueuePlace second = new QueuePlace(2, Duration.ofMillis(1));

    assertThat(GenerationAnswer.Queue.of(second).etaSeconds()).isEqualTo(1);
  }

  @Test
  void a_list_goes_on_where_its_cursor_says() {
    for (int i = 0; i < 3; i++) {
      generations.put(Samples.succeeded(UUID.randomUUID()));
    }
    generations.put(Samples.queued(UUID.randomUUID()));

    JsonNode first = list("?status=succeeded&limit=2");
    JsonNode second =
        list("?status=succeeded&limit=2&cursor=" + first.path("nextCursor").stringValue());

    assertThat(first.path("generations").size()).isEqualTo(2);
    assertThat(second.path("generations").size()).isEqualTo(1);
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void a_cancelled_generation_is_answered() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.running(id));

    client
        .post()
        .uri("/v1/generations/{id}/cancel", id)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.id")
        .isEqualTo(id.toString());
  }

  @Test
  void a_deleted_generation_is_gone() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));

    client.delete().uri("/v1/generations/{id}", id).exchange().expectStatus().isNoContent();

    client.get().uri("/v1/generations/{id}", id).exchange().expectStatus().isNotFound();
  }

  @Test
  void the_catalogue_lists_models_algorithms_and_rewards() {
    body("/v1/models").jsonPath("$.models[0].family").isEqualTo("FLUX.1");
    body("/v1/models").jsonPath("$.models[0].sides.multiple").isEqualTo(16);
    body("/v1/models").jsonPath("$.models[0].devices.transformer[1]").isEqualTo("cuda:1");
    body("/v1/models").jsonPath("$.models[0].devices.encoders[0]").isEqualTo("cpu");
    body("/v1/models").jsonPath("$.models[0].defaults.budget.nfe").isEqualTo(500);
    body("/v1/models").jsonPath("$.models[0].defaults.seed").doesNotExist();
    body("/v1/algorithms").jsonPath("$.algorithms[0].name").isEqualTo("rbf");
    body("/v1/algorithms").jsonPath("$.algorithms[0].defaults.steps").isEqualTo(10);
    body("/v1/rewards").jsonPath("$.rewards[0].params.targets").isEqualTo("counts by name");
  }

  private RestTestClient.BodyContentSpec body(String path) {
    return client.get().uri(path).exchange().expectStatus().isOk().expectBody();
  }

  private JsonNode get(UUID id) {
    return list("/" + id);
  }

  private JsonNode list(String rest) {
    return Objects.requireNonNull(
        client
            .get()
            .uri("/v1/generations" + rest)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(JsonNode.class)
            .returnResult()
            .getResponseBody());
  }
}
