package dev.rollover.reward.vlm;

import static dev.rollover.reward.vlm.ChatStub.image;
import static dev.rollover.reward.vlm.ChatStub.json;
import static dev.rollover.reward.vlm.ChatStub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.rollover.model.RgbImage;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardNotAwaitedException;
import dev.rollover.reward.RewardTerm;
import dev.rollover.reward.Score;
import dev.rollover.tensor.DeviceAccount;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of questions whose caller has no use for the answers any more. */
@NullMarked
class LeavingCallersTest {

  private static final String ANSWER = Answers.sureOfYes(0.9);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChatStub chat = new ChatStub();
  private final AtomicBoolean left = new AtomicBoolean();

  /** Set where something waits so long that only a caller that leaves can end it. */
  LeavingCallersTest() {
    chat.with("circuit.patience", "1h").with("circuit.open-for", "1h").with("circuit.calls", "2");
    chat.with("timeout", "1h").with("retry.tries", "9");
  }

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void a_wait_at_an_open_circuit_ends_when_the_caller_leaves() {
    chat.answers(status(500));
    VlmEndpoint endpoint = chat.endpoint();
    CompletableFuture<List<Score>> scores = scoring(reward(endpoint), 1);
    await().until(() -> endpoint.state() == State.OPEN);

    left.set(true);

    assertLeft(scores);
    assertThat(chat.asked()).isEqualTo(1);
  }

  @Test
  void a_wait_for_another_try_ends_when_the_caller_leaves() {
    chat.with("retry.first", "1h").with("retry.longest", "2h");
    chat.answers(status(429));
    CompletableFuture<List<Score>> scores = scoring(reward(chat.endpoint()), 1);
    await().until(() -> chat.asked() == 1);

    left.set(true);

    assertLeft(scores);
  }

  @Test
  void a_wait_for_a_free_slot_ends_when_the_caller_leaves_and_takes_none() {
    chat.with("concurrency", "1");
    chat.answersInTurn(slow(), json(ANSWER));
    VlmEndpoint endpoint = chat.endpoint();
    FutureTask<List<Score>> held = new FutureTask<>(() -> judge(endpoint).score(List.of(image(1))));
    Thread.ofVirtual().start(held);
    await().until(() -> chat.asked() == 1);
    CompletableFuture<List<Score>> scores = scoring(reward(endpoint), 1);

    left.set(true);

    assertLeft(scores);
    held.cancel(true);
    assertThat(judge(endpoint).score(List.of(image(1)))).allMatch(Score::isKnown);
  }

  @Test
  void questions_under_way_are_given_up_where_others_of_their_round_wait() {
    chat.with("retry.first", "1h").with("retry.longest", "2h");
    chat.answersAbout(ChatStub.image(0), slow());
    chat.answersAbout(ChatStub.image(1), status(429));
    Reward reward = reward(chat.endpoint());
    CompletableFuture<List<Score>> scores = scoring(reward, 2);
    await().until(() -> chat.asked() == 2);

    left.set(true);

    assertLeft(scores);
    assertThat(ChatStub.use(reward).calls()).isEqualTo(2);
  }

  @Test
  void one_that_is_answered_is_not_left() {
    chat.answers(json(ANSWER).withFixedDelay(300));
    left.set(true);
    assertThat(reward(chat.endpoint()).score(List.of(image(1), image(2))))
        .hasSize(2)
        .allMatch(Score::isKnown);
  }

  @Test
  void every_caller_is_heeded_and_the_same_account_charged() {
    chat.answersInTurn(json(ANSWER), status(500));
    Reward reward = judge(chat.endpoint());
    Reward heeding = reward.heeding(left::get).heeding(() -> false);
    heeding.score(List.of(image(1)));
    CompletableFuture<List<Score>> scores = scoring(heeding, 1);
    await().until(() -> chat.asked() >= 2);

    left.set(true);

    assertLeft(scores);
    assertThat(ChatStub.use(reward)).isEqualTo(ChatStub.use(heeding));
    assertThat(ChatStub.use(reward).calls()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void sums_gates_and_answers_in_words_pass_on_who_leaves() {
    chat.answers(status(500));
    Judge judge = new Judge(chat.endpoint());
    RewardKinds kinds =
        new RewardKinds(List.of(ChecklistRewardKind.grading(judge, new VlmProbe(judge))));
    List<RewardTerm> terms = List.of(new RewardTerm("vlm_grade", 2, Map.of(), false));
    Reward sum = kinds.create("one red circle", terms, terms, new DeviceAccount(false));
    left.set(true);
    Reward heeding = sum.heeding(left::get);
    assertThatThrownBy(() -> heeding.score(List.of(image(1))))
        .isInstanceOf(RewardNotAwaitedException.class);
    Reward gate = heeding.gate().orElseThrow();
    assertThatThrownBy(() -> gate.score(List.of(image(1))))
        .isInstanceOf(RewardNotAwaitedException.class);
  }

  /** An answer that nobody here waits for. */
  private static ResponseDefinitionBuilder slow() {
    return json(ANSWER).withFixedDelay(600_000);
  }

  private Reward reward(VlmEndpoint endpoint) {
    return judge(endpoint).heeding(left::get);
  }

  private static Reward judge(VlmEndpoint endpoint) {
    Judge judge = new Judge(endpoint);
    return new VlmRewardKind(judge, new VlmProbe(judge))
        .create("one red circle", Map.of(), new DeviceAccount(false));
  }

  private static CompletableFuture<List<Score>> scoring(Reward reward, int images) {
    List<RgbImage> shown = IntStream.range(0, images).mapToObj(ChatStub::image).toList();
    return CompletableFuture.supplyAsync(() -> reward.score(shown));
  }

  private static void assertLeft(CompletableFuture<List<Score>> scores) {
    assertThat(scores)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(RewardNotAwaitedException.class)
        .withMessage("the reward vlm was not waited for any longer");
  }
}
