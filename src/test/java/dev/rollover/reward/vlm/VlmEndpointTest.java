package dev.rollover.reward.vlm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static dev.rollover.reward.vlm.ChatStub.image;
import static dev.rollover.reward.vlm.ChatStub.json;
import static dev.rollover.reward.vlm.ChatStub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardFailedException;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of questions that are not answered at once. */
@NullMarked
class VlmEndpointTest {

  private static final String ANSWER = Answers.sureOfYes(0.9);
  private static final Asker NOBODY = ChatStub.asker();
  private static final ChatRequest QUESTION =
      ChatRequest.weighed("Yes?", Picture.address(image(1), Integer.MAX_VALUE));

  private final ChatStub chat = new ChatStub();

  @AfterEach
  void close() {
    chat.close();
  }

  static Stream<ResponseDefinitionBuilder> passing() {
    return Stream.of(
        status(429),
        status(500),
        status(502),
        status(503),
        status(408),
        aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
        json(ANSWER).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
        json(ANSWER).withFixedDelay(2000),
        json(ANSWER).withChunkedDribbleDelay(20, 2000),
        json(ANSWER).withHeader("Content-Type", "text/html"),
        json(ANSWER.substring(0, ANSWER.length() - 40)),
        json(" ".repeat(10 << 20) + ANSWER));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void what_may_pass_is_asked_again(ResponseDefinitionBuilder failure) {
    chat.with("timeout", "500ms");
    chat.answersInTurn(failure, failure, json(ANSWER));
    assertThat(chat.endpoint().ask(QUESTION, NOBODY).positions()).hasSize(1);
    assertThat(chat.asked()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void what_does_not_pass_fails_the_reward_after_the_configured_tries(
      ResponseDefinitionBuilder failure) {
    chat.with("timeout", "1s").with("retry.tries", "2");
    chat.answers(failure);
    RewardFailedException failed = failure(chat.reward());
    assertThat(failed.isLasting()).isFalse();
    assertThat(failed).hasMessageStartingWith("the reward vlm ");
    assertThat(chat.asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 413, 422})
  void what_is_refused_fails_the_reward_for_good(int status) {
    chat.with("extra", "{\"chat_template_kwargs\":null,\"reasoning_effort\":null}");
    chat.answers(status(status));
    VlmEndpoint endpoint = chat.endpoint();
    RewardFailedException failed =
        catchThrowableOfType(
            RewardFailedException.class, () -> endpoint.ask(QUESTION, ChatStub.asker()));
    assertThat(failed.isLasting()).isTrue();
    assertThat(failed).hasMessageContaining("answered " + status);
    assertThat(endpoint.state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void a_server_that_refuses_a_field_is_asked_without_the_switches_from_then_on(int status) {
    chat.answersInTurn(status(status), status(status), json(ANSWER));
    VlmEndpoint endpoint = chat.endpoint();
    endpoint.ask(QUESTION, NOBODY);
    endpoint.ask(QUESTION, NOBODY);
    assertThat(chat.questions())
        .extracting(asked -> asked.has("reasoning_effort"))
        .containsExactly(true, false, false, false);
    assertThat(chat.questions())
        .extracting(asked -> asked.has("chat_template_kwargs"))
        .containsExactly(true, true, false, false);
  }

  @Test
  void a_key_is_neither_told_nor_sent_elsewhere() {
    for (int status : List.of(400, 401, 500)) {
      chat.with("retry.tries", "1").answers(status(status));
      assertThat(trace(failure(chat.reward()))).doesNotContain(ChatStub.KEY);
    }
    assertThat(chat.endpoint().properties().toString())
        .contains("qwen")
        .doesNotContain(ChatStub.KEY);
    chat.answers(temporaryRedirect(chat.server.baseUrl() + "/elsewhere"));
    assertThat(failure(chat.reward())).hasMessageContaining("answered 302");
    assertThat(chat.server.getAllServeEvents())
        .noneMatch(event -> event.getRequest().getUrl().contains("elsewhere"));
    assertThatThrownBy(() -> chat.with("api-key", ChatStub.KEY + "\u00e9").endpoint())
        .satisfies(refused -> assertThat(trace(refused)).doesNotContain(ChatStub.KEY));
  }

  private static String trace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  @Test
  void waits_longer_from_try_to_try_by_chance_and_as_long_as_the_server_asks() {
    chat.with("retry.first", "100ms").with("retry.longest", "1m");
    chat.answersInTurn(
        status(500), status(500), status(429).withHeader("Retry-After", "7"), json(ANSWER));
    List<Long> waits = waits();
    assertThat(waits).hasSize(3);
    assertThat(waits.get(0)).isBetween(50L, 150L);
    assertThat(waits.get(1)).isBetween(100L, 300L);
    assertThat(waits.get(2)).isEqualTo(7000);
  }

  @Test
  void reads_the_date_when_a_server_wants_to_be_asked_again() {
    chat.with("retry.longest", "1m");
    chat.answersInTurn(
        status(503)
            .withHeader("Date", "Tue, 15 Nov 1994 08:12:31 GMT")
            .withHeader("Retry-After", "Tue, 15 Nov 1994 08:12:40 GMT"),
        json(ANSWER));
    assertThat(waits()).containsExactly(9000L);
  }

  @Test
  void does_not_wait_longer_than_configured_whatever_the_server_asks() {
    chat.with("retry.longest", "30s");
    chat.answers(status(429).withHeader("Retry-After", "31"));
    assertThat(failure(chat.reward()).isLasting()).isFalse();
    assertThat(chat.asked()).isEqualTo(1);
  }

  /** What is waited between tries, in milliseconds; it takes no time here. */
  private List<Long> waits() {
    List<Long> waits = new ArrayList<>();
    chat.endpoint().ask(QUESTION, ChatStub.asker(time -> waits.add(time.toMillis())));
    return waits;
  }

  @Test
  void an_open_circuit_fails_jobs_without_asking_where_so_configured() {
    chat.with("circuit.when-open", "fail").with("circuit.calls", "4").with("retry.tries", "2");
    chat.answers(status(500));
    VlmRewardKind kind = chat.kind();
    Reward reward = kind.create("one red circle", Map.of(), new DeviceAccount(false));
    assertThat(kind.outage()).isEmpty();
    failure(reward);
    int asked = chat.asked();

    RewardFailedException failed = failure(reward);

    assertThat(failed.isLasting()).isFalse();
    assertThat(failed).hasMessageContaining("has failed too often");
    assertThat(chat.asked()).isEqualTo(asked);
    assertThat(kind.outage()).contains("it has failed too often");
  }

  @Test
  void a_circuit_that_was_open_lets_new_jobs_try_though_nobody_waited() {
    chat.with("circuit.when-open", "fail").with("circuit.calls", "2").with("retry.tries", "1");
    chat.with("circuit.open-for", "50ms");
    chat.answersInTurn(status(500), json(ANSWER));
    VlmRewardKind kind = chat.kind();
    Reward reward = kind.create("one red circle", Map.of(), new DeviceAccount(false));
    failure(reward);

    await().until(() -> kind.outage().isEmpty());

    assertThat(reward.score(List.of(image(1)))).allMatch(Score::isKnown);
  }

  @Test
  void an_open_circuit_lets_jobs_wait_until_the_server_answers_again() {
    chat.with("circuit.calls", "2").with("circuit.open-for", "50ms").with("retry.tries", "9");
    chat.answersInTurn(status(500), status(500), status(500), json(ANSWER));
    VlmEndpoint endpoint = chat.endpoint();
    assertThat(endpoint.ask(QUESTION, NOBODY).positions()).hasSize(1);
    endpoint.ask(QUESTION, NOBODY);
    assertThat(endpoint.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void an_open_circuit_fails_jobs_once_their_patience_is_out() {
    chat.with("circuit.calls", "2").with("circuit.patience", "10ms").with("retry.tries", "2");
    chat.answers(status(500));
    assertThat(failure(chat.reward())).hasMessageContaining("has failed too often");
  }

  @ParameterizedTest
  @EnumSource(EndpointProperties.WhenOpen.class)
  void refusals_and_throttling_do_not_open_the_circuit(EndpointProperties.WhenOpen whenOpen) {
    chat.with("circuit.calls", "2").with("circuit.when-open", whenOpen.name());
    chat.answersInTurn(status(429), status(429), status(429), json(ANSWER));
    VlmEndpoint endpoint = chat.endpoint();
    endpoint.ask(QUESTION, NOBODY);
    assertThat(endpoint.state()).isEqualTo(State.CLOSED);
  }

  @Test
  void a_job_that_is_given_up_does_not_wait_for_its_answer() throws Exception {
    chat.answers(json(ANSWER).withFixedDelay(60_000));
    Reward reward = chat.reward();
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    Thread job =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    reward.score(List.of(image(1)));
                  } catch (RuntimeException given) {
                    end.complete(given);
                  }
                });
    await().until(() -> chat.asked() == 1);
    job.interrupt();
    assertThat(end.get()).isInstanceOf(RuntimeException.class);
  }

  @Test
  void what_is_charged_counts_calls_that_failed() {
    chat.answersInTurn(status(500), json(ANSWER));
    Reward reward = chat.reward();
    List<Score> scores = reward.score(List.of(image(1)));
    assertThat(scores).allMatch(Score::isKnown);
    assertThat(ChatStub.use(reward).calls()).isEqualTo(2);
    assertThat(ChatStub.use(reward).seconds()).isGreaterThan(0);
  }

  private static RewardFailedException failure(Reward reward) {
    return catchThrowableOfType(RewardFailedException.class, () -> reward.score(List.of(image(1))));
  }
}
