package dev.rollover.reward.vlm;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tokens by which a server's model says yes or no, where the server tells: vLLM does ({@code
 * POST /tokenize}), and gives the probabilities of just these then ({@code logprob_token_ids}),
 * however unlikely they are.
 *
 * @param base address of the chat interface, {@code /v1} included
 */
record AnswerTokens(JsonPost post, String base, String model) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String VERSION = "/v1";

  private static final List<String> WRITTEN =
      List.of("yes", "Yes", "YES", " yes", " Yes", " YES", "no", "No", "NO", " no", " No", " NO");

  /** Their ids, each once; none where the server does not tell. */
  List<Integer> known() {
    List<Integer> known = new ArrayList<>();
    if (!base.endsWith(VERSION)) {
      return known;
    }
    for (String written : WRITTEN) {
      Optional<JsonNode> ids = ids(written);
      if (ids.isEmpty()) {
        return List.of();
      }
      // What is written in several tokens cannot be said in one.
      if (ids.get().size() == 1 && ids.get().path(0).isInt()) {
        known.add(ids.get().path(0).intValue());
      }
    }
    return known.stream().distinct().toList();
  }

  private Optional<JsonNode> ids(String written) {
    byte[] question =
        JSON.writeValueAsBytes(
            JSON.createObjectNode()
                .put("model", model)
                .put("prompt", written)
                .put("add_special_tokens", false));
    try {
      HttpResponse<byte[]> answer = post.send(address(), question);
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()).path("tokens")).filter(JsonNode::isArray)
          : Optional.empty();
    } catch (ChatException | JacksonException untold) {
      return Optional.empty();
    }
  }

  private URI address() {
    return URI.create(base.substring(0, base.length() - VERSION.length()) + "/tokenize");
  }
}
