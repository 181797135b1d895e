package dev.rollover.reward.vlm;

import dev.rollover.reward.ServiceFailure;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer that is not 200. */
record Refusal(HttpResponse<byte[]> answer) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Characters of a server's own words that are passed on. */
  private static final int MOST_WORDS = 300;

  /**
   * What it means.
   *
   * @param key not to be passed on should the server repeat it
   */
  ChatException exception(ApiKey key) {
    ServiceFailure kind = kind();
    String message = "answered " + answer.statusCode();
    // Who does not know a caller has often something to say about its key.
    boolean mayBeQuoted = answer.statusCode() != 401 && answer.statusCode() != 403;
    String words = mayBeQuoted ? shortened(key.hiddenIn(words())) : "";
    return new ChatException(
        kind, words.isEmpty() ? message : message + ": " + words, retryAfter().orElse(null), null);
  }

  private ServiceFailure kind() {
    int status = answer.statusCode();
    return switch (status) {
      case 408 -> ServiceFailure.LATE;
      case 429 -> ServiceFailure.THROTTLED;
      default -> status >= 500 ? ServiceFailure.BROKEN : ServiceFailure.REFUSED;
    };
  }

  /** {@code error.message} of OpenAI and most others, {@code message} of older ones. */
  private String words() {
    try {
      JsonNode said = JSON.readTree(answer.body());
      return said.path("error").path("message").asString(said.path("message").asString(""));
    } catch (JacksonException notJson) {
      return "";
    }
  }

  private static String shortened(String words) {
    return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
  }

  /** In seconds, or as a date, which the server's own clock ({@code Date}) makes a duration. */
  private Optional<Duration> retryAfter() {
    return answer.headers().firstValue("Retry-After").flatMap(this::duration);
  }

  private Optional<Duration> duration(String said) {
    if (said.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(said)));
    }
    try {
      ZonedDateTime then = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME);
      return answer
          .headers()
          .firstValue("Date")
          .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
          .map(now -> Duration.between(now, then))
          .filter(Duration::isPositive);
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }
}
