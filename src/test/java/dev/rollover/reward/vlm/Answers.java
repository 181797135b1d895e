package dev.rollover.reward.vlm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Answers of servers: files in their shapes, and short ones made up for a case. */
@NullMarked
final class Answers {

  private Answers() {}

  /** A file of this package, such as {@code vllm}. */
  static String of(String server) {
    try (InputStream file = Answers.class.getResourceAsStream(server + ".json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * An answer of one token.
   *
   * @param said such as {@code yes:-0.1}: a token and what stands for its logarithm
   * @param likeliest the same of each on the list
   */
  static String saying(String said, String... likeliest) {
    String list = Arrays.stream(likeliest).map(Answers::token).collect(Collectors.joining("},{"));
    return answer(
        "[{%s,\"top_logprobs\":[%s]}]"
            .formatted(token(said), list.isEmpty() ? "" : "{" + list + "}"));
  }

  /** An answer that is no more sure of yes than p. */
  static String sureOfYes(double p) {
    String yes = String.format(Locale.ROOT, "Yes:%s", Math.log(p));
    String no = String.format(Locale.ROOT, "No:%s", Math.log(1 - p));
    return saying(p < 0.5 ? no : yes, yes, no);
  }

  /** An answer in words, without probabilities. */
  static String inWords(String words) {
    return """
        {"choices":[{"index":0,"message":{"role":"assistant","content":"%s"},
         "logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":300,"completion_tokens":20,"total_tokens":320}}"""
        .formatted(words.replace("\n", "\\n"));
  }

  /** An answer with such {@code logprobs.content}. */
  static String answer(String content) {
    return """
        {"choices":[{"index":0,"message":{"role":"assistant","content":"Yes"},
         "logprobs":{"content":%s},"finish_reason":"length"}],
         "usage":{"prompt_tokens":300,"completion_tokens":1,"total_tokens":301}}"""
        .formatted(content);
  }

  private static String token(String written) {
    int colon = written.lastIndexOf(':');
    return "\"token\":\"%s\",\"logprob\":%s"
        .formatted(written.substring(0, colon), written.substring(colon + 1));
  }

  static ChatAnswer read(String json) {
    return ChatAnswer.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
