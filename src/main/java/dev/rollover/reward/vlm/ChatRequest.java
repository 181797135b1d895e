package dev.rollover.reward.vlm;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question about one picture.
 *
 * @param question its text
 * @param picture its address
 * @param tokens of the answer, at most
 * @param isWeighed whether the answer's tokens come with their probabilities
 */
record ChatRequest(String question, String picture, int tokens, boolean isWeighed) {

  /** As many likely tokens as any of the servers tells of a position. */
  static final int LIKELIEST = 20;

  private static final JsonMapper JSON = new JsonMapper();

  /** A question that one token answers. */
  static ChatRequest weighed(String question, String picture) {
    return new ChatRequest(question, picture, 1, true);
  }

  /** A question that is answered in words. */
  static ChatRequest worded(String question, String picture, int tokens) {
    return new ChatRequest(question, picture, tokens, false);
  }

  /** The same with more tokens to answer. */
  ChatRequest within(int more) {
    return new ChatRequest(question, picture, more, isWeighed);
  }

  /**
   * The request's body.
   *
   * @param answerTokens in whose probabilities alone the question is interested; empty for the
   *     likeliest
   * @param extra merged into it, as RFC 7396 merges one level
   */
  byte[] body(String model, Switches switches, List<Integer> answerTokens, ObjectNode extra) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    ObjectNode message = body.putArray("messages").addObject().put("role", "user");
    ObjectNode image = message.putArray("content").addObject().put("type", "image_url");
    image.putObject("image_url").put("url", picture);
    message.withArray("content").addObject().put("type", "text").put("text", question);
    body.put("max_tokens", tokens).put("temperature", 0).put("stream", false);
    if (isWeighed) {
      body.put("logprobs", true).put("top_logprobs", LIKELIEST);
      weigh(body, answerTokens);
    }
    switches.turn(body);
    for (var field : extra.properties()) {
      merge(body, field.getKey(), field.getValue());
    }
    return JSON.writeValueAsBytes(body);
  }

  private static void weigh(ObjectNode body, List<Integer> answerTokens) {
    if (!answerTokens.isEmpty()) {
      ArrayNode ids = body.putArray("logprob_token_ids");
      answerTokens.forEach(ids::add);
    }
  }

  private static void merge(ObjectNode body, String field, JsonNode value) {
    if (value.isNull()) {
      body.remove(field);
    } else {
      body.set(field, value);
    }
  }
}
