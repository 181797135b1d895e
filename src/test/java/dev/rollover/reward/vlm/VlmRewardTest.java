package dev.rollover.reward.vlm;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.rollover.reward.vlm.ChatStub.image;
import static dev.rollover.reward.vlm.ChatStub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.offset;

import dev.rollover.model.RgbImage;
import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.RewardUse;
import dev.rollover.reward.Score;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@NullMarked
class VlmRewardTest {

  private final ChatStub chat = new ChatStub();

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void asks_one_question_about_one_picture_for_one_token_and_its_probabilities() {
    chat.answers(Answers.sureOfYes(0.9));
    chat.reward().score(List.of(image(1)));

    JsonNode asked = chat.questions().getFirst();
    assertThat(asked.path("model").asString()).isEqualTo("qwen");
    assertThat(asked.path("max_tokens").asInt()).isEqualTo(1);
    assertThat(asked.path("temperature").asDouble()).isZero();
    assertThat(asked.path("logprobs").asBoolean()).isTrue();
    assertThat(asked.path("top_logprobs").asInt()).isEqualTo(20);
    assertThat(asked.at("/chat_template_kwargs/enable_thinking").asBoolean(true)).isFalse();
    JsonNode content = asked.at("/messages/0/content");
    assertThat(content.at("/0/image_url/url").asString()).startsWith("data:image/png;base64,iVBOR");
    assertThat(content.at("/1/text").asString())
        .isEqualTo("Does this figure show \"one red circle\"? Please answer yes or no.");
    chat.server.verify(
        postRequestedFor(urlEqualTo(ChatStub.PATH))
            .withHeader("Authorization", equalTo("Bearer " + ChatStub.KEY)));
  }

  @Test
  void merges_what_the_operator_adds_into_each_request() {
    chat.with("extra", "{\"max_tokens\":null,\"max_completion_tokens\":1,\"seed\":7}");
    chat.answers(Answers.sureOfYes(0.9));
    chat.reward().score(List.of(image(1)));

    JsonNode asked = chat.questions().getFirst();
    assertThat(asked.has("max_tokens")).isFalse();
    assertThat(asked.path("max_completion_tokens").asInt()).isEqualTo(1);
    assertThat(asked.path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void gives_the_probability_of_yes_and_how_it_was_come_by() {
    chat.answers(Answers.saying("Yes:-0.5", "Yes:-0.5", "No:-1.5"));
    double yes = Math.exp(-0.5);
    double no = Math.exp(-1.5);

    Score score = chat.reward().score(List.of(image(1))).getFirst();

    assertThat(score.value()).isCloseTo(yes / (yes + no), offset(1e-12));
    assertThat(score.terms().get("p")).isEqualTo(score.value());
    assertThat(score.terms().get("log_odds")).isCloseTo(1, offset(1e-12));
    assertThat(score.terms().get("coverage")).isCloseTo(yes + no, offset(1e-12));
  }

  @Test
  void may_be_asked_another_question_for_another_answer_on_another_scale() {
    chat.answers(Answers.sureOfYes(0.36));
    Map<String, Object> params =
        Map.of("question", "Is {prompt} missing?", "answer", "no", "scale", "log_odds");

    assertThat(chat.reward(params).score(List.of(image(1))).getFirst().value())
        .isCloseTo(Math.log(0.64 / 0.36), offset(1e-9));
    assertThat(chat.reward(Map.of("scale", "vqascore")).score(List.of(image(1))).getFirst().value())
        .isCloseTo(0.6, offset(1e-9));
    assertThat(chat.questions().getFirst().at("/messages/0/content/1/text").asString())
        .isEqualTo("Is one red circle missing?");
  }

  static List<String> noAnswers() {
    return List.of(
        Answers.of("ollama-without"),
        Answers.saying("The:-0.1", "The:-0.1", "yes:-3", "no:-4"),
        Answers.saying("yes:-9999", "yes:-9999", "no:-9999"),
        Answers.saying("yes:NaN", "yes:NaN", "no:NaN"),
        Answers.saying("<think>:-0.01", "<think>:-0.01", "yes:-9"),
        Answers.answer("[]"),
        Answers.answer("null"),
        "{\"choices\":[]}",
        "{\"choices\":[{\"index\":0,\"message\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}",
        "{}");
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void is_unknown_once_a_second_try_with_more_tokens_says_nothing_either(String answer) {
    chat.answers(answer);
    Reward reward = chat.reward();

    assertThat(reward.score(List.of(image(1)))).containsExactly(Score.UNKNOWN);

    assertThat(chat.questions())
        .extracting(asked -> asked.path("max_tokens").asInt())
        .containsExactly(1, 4);
    assertThat(ChatStub.use(reward).unknown()).isEqualTo(1);
  }

  @Test
  void hears_a_few_tokens_where_the_first_is_no_answer() {
    chat.answersInTurn(json(Answers.saying("<think>:-0.01")), json(Answers.of("thinking")));
    assertThat(chat.reward().score(List.of(image(1))).getFirst().value())
        .isCloseTo(0.75, offset(1e-6));
  }

  @Test
  void judges_the_others_where_one_is_unknown_and_keeps_their_order() {
    List<RgbImage> images = List.of(image(1), image(2), image(3));
    chat.answersAbout(images.get(0), Answers.sureOfYes(0.1));
    chat.answersAbout(images.get(1), Answers.answer("null"));
    chat.answersAbout(images.get(2), Answers.sureOfYes(0.3));

    List<Score> scores = chat.reward().score(images);

    assertThat(scores.get(0).value()).isCloseTo(0.1, offset(1e-9));
    assertThat(scores.get(1).isKnown()).isFalse();
    assertThat(scores.get(2).value()).isCloseTo(0.3, offset(1e-9));
  }

  @Test
  void accounts_for_calls_tokens_and_their_price() {
    chat.with("price.read", "2").with("price.said", "10");
    chat.answers(Answers.sureOfYes(0.9));
    Reward reward = chat.reward();
    reward.score(List.of(image(1), image(2)));

    RewardUse use = ChatStub.use(reward);
    assertThat(use.calls()).isEqualTo(2);
    assertThat(use.tokensRead()).isEqualTo(600);
    assertThat(use.tokensSaid()).isEqualTo(2);
    assertThat(use.usd()).isCloseTo((600 * 2 + 2 * 10) / 1e6, offset(1e-12));
    assertThat(use.seconds()).isPositive();
    assertThat(use.unknown()).isZero();
  }

  @Test
  void tells_of_calls_coverage_and_what_stays_unknown() {
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    chat.heardBy(
        new RewardObserver() {
          @Override
          public void answered(String name, Duration time, long read, long said) {
            heard.add("%s answered %d %d".formatted(name, read, said));
          }

          @Override
          public void covered(String name, double coverage) {
            heard.add("%s covered %.2f".formatted(name, coverage));
          }

          @Override
          public void unknown(String name) {
            heard.add(name + " unknown");
          }
        });
    chat.answers(Answers.saying("The:-0.1", "yes:-3"));
    chat.reward().score(List.of(image(1)));
    assertThat(heard)
        .containsExactly(
            "vlm answered 300 1",
            "vlm covered 0.05",
            "vlm answered 300 1",
            "vlm covered 0.05",
            "vlm unknown");
  }

  @Test
  void tells_how_long_a_round_takes_by_the_rewards_name() {
    List<String> heard = new ArrayList<>();
    chat.timedBy(
        new DeviceObserver() {
          @Override
          public void ran(String operation, int rows, int calls, Duration time) {}

          @Override
          public void timed(BatchKey key, int rows, Duration time) {
            heard.add("%s of %s, %d rows".formatted(key.operation(), key.model(), rows));
          }
        });
    chat.answers(Answers.sureOfYes(0.9));
    chat.reward().score(List.of(image(1), image(2)));
    assertThat(heard).containsExactly("reward of vlm, 2 rows");
  }

  @Test
  void makes_large_pictures_smaller() {
    RgbImage large = new RgbImage(100, 50, new byte[3 * 100 * 50]);
    assertThat(Picture.address(large, 5000)).isEqualTo(Picture.address(large, 1_000_000));
    assertThat(Picture.address(large, 1250))
        .isEqualTo(Picture.address(new RgbImage(50, 25, new byte[3 * 50 * 25]), 1250));
  }

  @Test
  void refuses_parameters_with_every_fault_and_what_is_allowed() {
    Map<String, Object> params =
        Map.of("question", " ", "answer", "maybe", "scale", 3, "url", "http://elsewhere");
    InvalidRewardException refused =
        catchThrowableOfType(InvalidRewardException.class, () -> chat.reward(params));
    assertThat(refused.faults())
        .extracting(Fault::field)
        .containsExactly("params.url", "params.question", "params.answer", "params.scale");
    assertThat(refused).hasMessageContaining("must be one of: p, log_odds, vqascore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "vllm", "llama-cpp", "sglang", "lmdeploy", "ollama"})
  void scores_over_http_in_every_servers_shape(String server) {
    chat.answers(Answers.of(server));
    Score score = chat.reward().score(List.of(image(1))).getFirst();
    assertThat(score.isKnown()).isTrue();
    assertThat(score.value()).isEqualTo(score.terms().get("p"));
    assertThat(chat.asked()).isEqualTo(1);
  }
}
