package dev.rollover.reward.vlm;

import dev.rollover.reward.ServiceFailure;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server's chat interface, one call at a time: {@code POST …/chat/completions}. Which fields of
 * its own it takes is learnt from what it refuses.
 */
final class ChatServer implements AutoCloseable {

  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;

  private final JsonPost post;
  private final String base;
  private final URI address;
  private final String model;
  private final ApiKey key;
  private final ObjectNode extra;
  private volatile Switches switches = Switches.ALL;
  private volatile List<Integer> answerTokens = List.of();

  /**
   * Nothing is asked yet.
   *
   * @throws IllegalStateException where the key cannot be sent
   */
  ChatServer(EndpointProperties properties) {
    post = new JsonPost(properties.apiKey(), properties.timeout());
    base = withoutSlash(properties.url().toString());
    address = URI.create(base + "/chat/completions");
    model = properties.model();
    key = properties.apiKey();
    extra = properties.extraFields();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /**
   * Learns which tokens say yes and no, if the server tells; asks for just their probabilities
   * then.
   */
  void learnAnswerTokens() {
    answerTokens = new AnswerTokens(post, base, model).known();
  }

  /**
   * Asks once.
   *
   * @throws ChatException when no answer comes
   */
  ChatAnswer ask(ChatRequest question) {
    Switches turned = switches;
    List<Integer> tokens = answerTokens;
    HttpResponse<byte[]> answer = send(question, turned, tokens);
    if (isUnderstoodBadly(answer) && !tokens.isEmpty()) {
      tokens = List.of();
      answer = send(question, turned, tokens);
    }
    while (isUnderstoodBadly(answer) && !turned.isLast()) {
      turned = turned.fewer();
      answer = send(question, turned, tokens);
    }
    ChatAnswer read = read(answer);
    switches = turned;
    answerTokens = tokens;
    return read;
  }

  /** What a field that a server does not know is answered with, among other things. */
  private static boolean isUnderstoodBadly(HttpResponse<byte[]> answer) {
    return answer.statusCode() == BAD_REQUEST || answer.statusCode() == UNPROCESSABLE;
  }

  private HttpResponse<byte[]> send(ChatRequest question, Switches turned, List<Integer> tokens) {
    return post.send(address, question.body(model, turned, tokens, extra));
  }

  private ChatAnswer read(HttpResponse<byte[]> answer) {
    if (answer.statusCode() != 200) {
      throw new Refusal(answer).exception(key);
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.contains("json")) {
      throw new ChatException(
          ServiceFailure.GARBLED, "answered with " + type + " in place of JSON");
    }
    try {
      return ChatAnswer.read(answer.body());
    } catch (JacksonException notJson) {
      throw new ChatException(ServiceFailure.GARBLED, "answered with what is not JSON", notJson);
    }
  }

  @Override
  public void close() {
    post.close();
  }
}
