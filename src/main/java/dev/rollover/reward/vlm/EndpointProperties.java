package dev.rollover.reward.vlm;

import dev.rollover.reward.AnswerScale;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A vision-language model behind a chat interface.
 *
 * @param name what requests call the reward
 * @param url base address, {@code /v1} included, such as {@code http://localhost:8000/v1}
 * @param model what the server calls the model
 * @param apiKey shown to the server; none by default
 * @param concurrency calls that the server gets at a time, from all jobs together
 * @param timeout of a call, from its beginning to the last byte of its answer
 * @param maxPixels of an image; larger ones are made smaller before they are sent
 * @param question that is asked, with {@code {prompt}} in the prompt's place
 * @param scale of the reward
 * @param extra JSON that is merged into each request: {@code null} takes a field out
 * @param retry how often, and after what time, a call is tried again
 * @param circuit when the server is left alone, and what jobs do meanwhile
 * @param price of the server's tokens
 */
public record EndpointProperties(
    @DefaultValue("vlm") @Pattern(regexp = "[a-z][a-z0-9_]*") String name,
    @NotNull URI url,
    @NotBlank String model,
    @DefaultValue("") ApiKey apiKey,
    @DefaultValue("8") @Min(1) @Max(1024) int concurrency,
    @DefaultValue("60s") @DurationMin(millis = 1) Duration timeout,
    @DefaultValue("1048576") @Min(1024) int maxPixels,
    @DefaultValue(Question.USUAL) @NotBlank @Size(max = Question.LONGEST) String question,
    @DefaultValue("p") AnswerScale scale,
    @DefaultValue("{}") String extra,
    @DefaultValue @Valid Retries retry,
    @DefaultValue @Valid Circuit circuit,
    @DefaultValue @Valid Price price) {

  private static final JsonMapper JSON = new JsonMapper();

  @AssertTrue(message = "must be http or https, with a host, without user, query and fragment")
  boolean isUrlPlain() {
    return url != null
        && url.getHost() != null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }

  @AssertTrue(message = "must be a JSON object")
  boolean isExtraAnObject() {
    try {
      return JSON.readTree(extra).isObject();
    } catch (JacksonException notJson) {
      return false;
    }
  }

  /** All that decides what is asked, and of whom, by the properties' names; no key. */
  public Map<String, Object> asked() {
    return Map.of(
        "name", name,
        "url", url.toString(),
        "model", model,
        "max-pixels", maxPixels,
        "question", question,
        "scale", scale,
        "extra", extra);
  }

  /** {@link #extra} as it is merged. */
  ObjectNode extraFields() {
    return (ObjectNode) JSON.readTree(extra);
  }

  /**
   * Another try for a call that was throttled, not answered, or answered with a server's error.
   *
   * @param tries of a call, the first among them
   * @param first wait before another try, half of it or half as long again by chance; twice as long
   *     before each further one
   * @param longest wait; a server that asks for more ({@code Retry-After}) is not tried again
   */
  record Retries(
      @DefaultValue("4") @Min(1) @Max(20) int tries,
      @DefaultValue("500ms") @DurationMin(millis = 1) Duration first,
      @DefaultValue("2m") @DurationMin(millis = 1) Duration longest) {}

  /**
   * A circuit opens when calls fail, and nothing is asked until it is closed again.
   *
   * @param whenOpen what jobs do meanwhile
   * @param patience how long a job waits at one call before it fails
   * @param calls the last so many count, once there are half as many
   * @param failureRate percentage of them that opens it
   * @param openFor how long nothing is asked, before a few calls are let through to see
   */
  record Circuit(
      @DefaultValue("wait") WhenOpen whenOpen,
      @DefaultValue("2m") @DurationMin Duration patience,
      @DefaultValue("20") @Min(2) @Max(1000) int calls,
      @DefaultValue("50") @Min(1) @Max(100) int failureRate,
      @DefaultValue("30s") @DurationMin(millis = 1) Duration openFor) {}

  /** What jobs do while a circuit is open. */
  enum WhenOpen {
    /** Wait until it is closed again, as long as their patience lasts. */
    WAIT,
    /** Fail at once, and new ones are refused. */
    FAIL
  }

  /**
   * In US dollars for a million tokens.
   *
   * @param read of questions and images
   * @param said of answers
   */
  record Price(
      @DefaultValue("0") @DecimalMin("0") double read,
      @DefaultValue("0") @DecimalMin("0") double said) {

    double usd(TokenCount tokens) {
      return (read * tokens.read() + said * tokens.said()) / 1e6;
    }
  }
}
