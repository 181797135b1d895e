package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.reward.vlm.SeeingServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service in a process of its own, and a reward that it asks of another server. */
class RemoteRewardIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

  @TempDir private Path folder;
  private SeeingServer vlm;
  private ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    vlm = new SeeingServer();
    service =
        new ServiceProcess(
            folder,
            "--rollover.rewards.vlm[0].name=judge",
            "--rollover.rewards.vlm[0].url=" + vlm.url(),
            "--rollover.rewards.vlm[0].model=seeing",
            "--rollover.rewards.vlm[0].api-key=" + SeeingServer.KEY,
            "--rollover.rewards.vlm[0].price.read=1000",
            "--rollover.rewards.vlm[0].retry.first=10ms",
            "--rollover.rewards.vlm[0].circuit.when-open=fail",
            "--rollover.rewards.vlm[0].circuit.calls=4");
    await().atMost(PATIENCE).until(service::isReady);
    await().atMost(PATIENCE).until(() -> health().equals("UP"));
  }

  @AfterEach
  void stop() throws Exception {
    service.kill();
    vlm.close();
  }

  @Test
  void a_search_finds_what_the_other_server_sees_and_tells_what_that_took() throws Exception {
    assertThat(service.get("/v1/rewards").path("rewards").valueStream())
        .extracting(reward -> reward.path("name").asString())
        .contains("count", "judge", "judge_grade", "judge_erase", "judge_count");
    int tried = vlm.answered();

    JsonNode ended = generation(40);

    assertThat(ended.path("status").asString()).isEqualTo("succeeded");
    JsonNode terms = ended.at("/reward/terms");
    assertThat(terms.path("judge").asDouble()).isEqualTo(terms.path("judge.p").asDouble());
    assertThat(terms.path("judge.coverage").asDouble()).isBetween(0.99, 1.01);
    assertThat(ended.at("/reward/best").asDouble())
        .isGreaterThanOrEqualTo(ended.at("/reward/initial").asDouble());
    JsonNode use = ended.at("/budget/rewards/judge");
    int calls = ended.at("/budget/rewardCalls").asInt();
    assertThat(calls).isPositive().isEqualTo(vlm.answered() - tried);
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
    vlm.breakDown();

    JsonNode ended = generation(40);

    assertThat(ended.path("status").asString()).isEqualTo("failed");
    assertThat(ended.at("/error/type").asString()).isEqualTo("reward_failed");
    assertThat(ended.at("/error/message").asString()).startsWith("the reward judge ");
    assertThat(health()).isEqualTo("DOWN");
    assertThat(service.isReady()).isTrue();
    assertThat(refusal()).contains("400", "reward[0].name", "cannot be had at present");
    assertNoKeyIsTold(ended);
  }

  private JsonNode generation(int nfe) throws Exception {
    String id = service.post("/v1/generations", request(nfe)).path("id").asString();
    await()
        .atMost(PATIENCE)
        .until(
            () -> ENDED.contains(service.get("/v1/generations/" + id).path("status").asString()));
    return service.get("/v1/generations/" + id);
  }

  private static String request(int nfe) {
    return """
        {"prompt": "two red circles", "seed": 3, "reward": [{"name": "judge"}], "budget": {"nfe": %d}}
        """
        .formatted(nfe);
  }

  private String refusal() throws Exception {
    try {
      return service.post("/v1/generations", request(40)).toString();
    } catch (IllegalStateException refused) {
      return String.valueOf(refused.getMessage());
    }
  }

  private String health() throws Exception {
    return service.get("/actuator/health/rewards").path("status").asString();
  }

  private String metrics() throws Exception {
    return service.stream("/actuator/prometheus");
  }

  private void assertNoKeyIsTold(JsonNode ended) throws Exception {
    assertThat(ended.toString()).doesNotContain(SeeingServer.KEY);
    assertThat(service.output()).doesNotContain(SeeingServer.KEY);
    assertThat(service.get("/actuator/health/rewards").toString()).doesNotContain(SeeingServer.KEY);
  }
}
