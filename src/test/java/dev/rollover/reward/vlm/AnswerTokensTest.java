package dev.rollover.reward.vlm;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.rollover.reward.vlm.ChatStub.image;
import static dev.rollover.reward.vlm.ChatStub.json;
import static dev.rollover.reward.vlm.ChatStub.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@NullMarked
class AnswerTokensTest {

  private static final ChatRequest QUESTION =
      ChatRequest.weighed("Yes?", Picture.address(image(1), Integer.MAX_VALUE));

  private final ChatStub chat = new ChatStub();

  @AfterEach
  void close() {
    chat.close();
  }

  @Test
  void are_asked_for_by_id_where_the_server_tells_which_they_are() {
    tokenizes("{\"count\":2,\"tokens\":[1,2]}");
    tells("yes", 9693);
    tells("Yes", 9454);
    tells(" yes", 9693);
    tells("no", 2152);
    chat.answers(Answers.sureOfYes(0.9));
    VlmEndpoint endpoint = chat.endpoint();
    endpoint.ask(QUESTION, ChatStub.asker());
    endpoint.learnAnswerTokens();
    endpoint.ask(QUESTION, ChatStub.asker());

    assertThat(chat.questions().getFirst().has("logprob_token_ids")).isFalse();
    assertThat(ids(chat.questions().getLast())).containsExactly(9693, 9454, 2152);
  }

  @Test
  void are_not_asked_for_where_the_server_does_not_tell() {
    chat.answers(Answers.sureOfYes(0.9));
    for (var answer :
        List.of(
            status(404),
            json("{\"tokens\":[]}"),
            json("{\"tokens\":null}"),
            json("not JSON"),
            json("{}"))) {
      chat.server.stubFor(post("/tokenize").willReturn(answer));
      VlmEndpoint endpoint = chat.endpoint();
      endpoint.learnAnswerTokens();
      endpoint.ask(QUESTION, ChatStub.asker());
      assertThat(chat.questions().getLast().has("logprob_token_ids")).isFalse();
    }
  }

  @Test
  void are_not_asked_for_any_more_where_the_server_refuses_that() {
    tokenizes("{\"tokens\":[7]}");
    chat.answersInTurn(status(400), json(Answers.sureOfYes(0.9)));
    VlmEndpoint endpoint = chat.endpoint();
    endpoint.learnAnswerTokens();
    endpoint.ask(QUESTION, ChatStub.asker());
    endpoint.ask(QUESTION, ChatStub.asker());
    assertThat(chat.questions())
        .extracting(asked -> asked.has("logprob_token_ids"))
        .containsExactly(true, false, false);
    assertThat(chat.questions()).allMatch(asked -> asked.has("reasoning_effort"));
  }

  private void tokenizes(String json) {
    chat.server.stubFor(post("/tokenize").willReturn(json(json)));
  }

  private void tells(String written, int id) {
    chat.server.stubFor(
        post("/tokenize")
            .withRequestBody(matchingJsonPath("$.prompt", equalTo(written)))
            .willReturn(json("{\"count\":1,\"tokens\":[%d]}".formatted(id))));
  }

  private static Stream<Integer> ids(JsonNode asked) {
    return asked.path("logprob_token_ids").valueStream().map(JsonNode::intValue);
  }
}
