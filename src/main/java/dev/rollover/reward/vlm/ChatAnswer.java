package dev.rollover.reward.vlm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server answered.
 *
 * @param text of the answer; empty where there is none
 * @param positions of its tokens, in order; none where the server gives no probabilities
 * @param tokens what the call took
 */
record ChatAnswer(String text, List<Position> positions, TokenCount tokens) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  ChatAnswer {
    positions = List.copyOf(positions);
  }

  /**
   * Reads a {@code chat.completion}. What is left out, {@code null} or of another type is taken as
   * not said: servers differ in that.
   *
   * @throws JacksonException where the bytes are not JSON
   */
  static ChatAnswer read(byte[] json) {
    JsonNode answer = JSON.readTree(json);
    JsonNode choice = answer.path("choices").path(0);
    JsonNode usage = answer.path("usage");
    return new ChatAnswer(
        choice.path("message").path("content").asString(""),
        choice.path("logprobs").path("content").valueStream().map(ChatAnswer::position).toList(),
        new TokenCount(
            usage.path("prompt_tokens").asLong(0), usage.path("completion_tokens").asLong(0)));
  }

  private static Position position(JsonNode said) {
    return new Position(
        token(said), said.path("top_logprobs").valueStream().map(ChatAnswer::token).toList());
  }

  private static Token token(JsonNode token) {
    String text = token.path("token").asString("");
    JsonNode bytes = token.path("bytes");
    JsonNode logarithm = token.path("logprob");
    return Token.of(
        text,
        bytes.isArray() ? spelling(bytes) : text,
        logarithm.isNumber() ? logarithm.doubleValue() : Double.NaN);
  }

  private static String spelling(JsonNode bytes) {
    byte[] spelled = new byte[bytes.size()];
    for (int i = 0; i < spelled.length; i++) {
      spelled[i] = (byte) bytes.path(i).asInt(0);
    }
    return new String(spelled, StandardCharsets.UTF_8);
  }
}
