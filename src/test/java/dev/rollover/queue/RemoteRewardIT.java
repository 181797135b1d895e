package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.vlm.SeeingServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, and a reward that it asks of another server. */
class RemoteRewardIT {

  @TempDir private Path folder;
  private JudgedService service;

  @BeforeEach
  void start() throws Exception {
    service =
        new JudgedService(
            folder,
            "--rollover.rewards.vlm[0].price.read=1000",
            "--rollover.rewards.vlm[0].retry.first=10ms",
            "--rollover.rewards.vlm[0].circuit.when-open=fail",
            "--rollover.rewards.vlm[0].circuit.calls=4");
    service.awaitSeeing();
  }

  @AfterEach
  void stop() throws Exception {
    service.stop();
  }

  @Test
  void a_search_finds_what_the_other_server_sees_and_tells_what_that_took() throws Exception {
    assertThat(service.process().get("/v1/rewards").path("rewards").valueStream())
        .extracting(reward -> reward.path("name").asString())
        .contains("count", "judge", "judge_grade", "judge_erase", "judge_count");
    int tried = service.server().answered();

    JsonNode ended = generation(40);

    assertThat(ended.path("status").asString()).isEqualTo("succeeded");
    JsonNode terms = ended.at("/reward/terms");
    assertThat(terms.path("judge").asDouble()).isEqualTo(terms.path("judge.p").asDouble());
    assertThat(terms.path("judge.coverage").asDouble()).isBetween(0.99, 1.01);
    assertThat(ended.at("/reward/best").asDouble())
        .isGreaterThanOrEqualTo(ended.at("/reward/initial").asDouble());
    JsonNode use = ended.at("/budget/rewards/judge");
    int calls = ended.at("/budget/rewardCalls").asInt();
    assertThat(calls).isPositive().isEqualTo(service.server().answered() - tried);
    assertThat(use.path("calls").asInt()).isEqualTo(calls);
    assertThat(use.path("unknown").asInt()).isZero();
    assertThat(use.path("tokensRead").asInt()).isEqualTo(calls * SeeingServer.TOKENS_READ);
    assertThat(ended.at("/budget/costUsd").asDouble())
        .isEqualTo(calls * SeeingServer.TOKENS_READ / 1000.0);
    assertThat(metrics()).contains("rollover_service_call_seconds_count{", "service=\"judge\"");
    assertNoKeyIsTold(ended);
  }

  @Test
  void what_the_other_server_does_not_answer_is_told_and_refused_from_then_on() throws Exception {
    service.server().breakDown();

    JsonNode ended = generation(40);

    assertThat(ended.path("status").asString()).isEqualTo("failed");
    assertThat(ended.at("/error/type").asString()).isEqualTo("reward_failed");
    assertThat(ended.at("/error/message").asString()).startsWith("the reward judge ");
    assertThat(service.health()).isEqualTo("DOWN");
    assertThat(service.process().isReady()).isTrue();
    assertThat(refusal()).contains("400", "reward[0].name", "cannot be had at present");
    assertNoKeyIsTold(ended);
  }

  private JsonNode generation(int nfe) throws Exception {
    return service.ended(service.submit(request(nfe)));
  }

  private static String request(int nfe) {
    return """
        {"prompt": "two red circles", "seed": 3, "reward": [{"name": "judge"}], "budget": {"nfe": %d}}
        """
        .formatted(nfe);
  }

  private String refusal() throws Exception {
    try {
      return service.process().post("/v1/generations", request(40)).toString();
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private String metrics() throws Exception {
    return service.process().stream("/actuator/prometheus");
  }

  private void assertNoKeyIsTold(JsonNode ended) throws Exception {
    assertThat(ended.toString()).doesNotContain(SeeingServer.KEY);
    assertThat(service.process().output()).doesNotContain(SeeingServer.KEY);
    assertThat(service.process().get("/actuator/health/rewards").toString())
        .doesNotContain(SeeingServer.KEY);
  }
}
