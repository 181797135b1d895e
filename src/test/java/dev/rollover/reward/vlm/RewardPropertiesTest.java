package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.reward.AnswerScale;
import dev.rollover.PropertyBinding;
import dev.rollover.reward.RewardProperties;
import dev.rollover.reward.vlm.EndpointProperties.Circuit;
import dev.rollover.reward.vlm.EndpointProperties.Price;
import dev.rollover.reward.vlm.EndpointProperties.Retries;
import dev.rollover.reward.vlm.EndpointProperties.WhenOpen;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class RewardPropertiesTest {

  private static final String FIRST = "rollover.rewards.vlm[0].";
  private static final Map<String, String> LEAST =
      Map.of(FIRST + "url", "http://localhost:8000/v1", FIRST + "model", "qwen");
  private static final Validator VALIDATOR =
      Validation.buildDefaultValidatorFactory().getValidator();

  @Test
  void name_no_endpoint_by_default() {
    assertThat(bind(Map.of()).vlm()).isEmpty();
    assertThat(bind(Map.of()).probeEvery()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void have_defaults() {
    EndpointProperties endpoint = bind(LEAST).vlm().getFirst();
    assertThat(endpoint)
        .isEqualTo(
            new EndpointProperties(
                "vlm",
                URI.create("http://localhost:8000/v1"),
                "qwen",
                endpoint.apiKey(),
                8,
                Duration.ofSeconds(60),
                1_048_576,
                "Does this figure show \"{prompt}\"? Please answer yes or no.",
                AnswerScale.P,
                "{}",
                new Retries(4, Duration.ofMillis(500), Duration.ofMinutes(2)),
                new Circuit(WhenOpen.WAIT, Duration.ofMinutes(2), 20, 50, Duration.ofSeconds(30)),
                new Price(0, 0)));
    assertThat(endpoint.apiKey().header()).isEmpty();
    assertThat(VALIDATOR.validate(bind(LEAST))).isEmpty();
  }

  @Test
  void have_names() {
    Map<String, String> all = new HashMap<>();
    all.put("rollover.rewards.probe-every", "1m");
    all.put(FIRST + "name", "judge");
    all.put(FIRST + "url", "https://api.example.com/v1");
    all.put(FIRST + "model", "gpt");
    all.put(FIRST + "api-key", " sk-1\n");
    all.put(FIRST + "concurrency", "2");
    all.put(FIRST + "timeout", "3s");
    all.put(FIRST + "max-pixels", "4096");
    all.put(FIRST + "question", "Is it {prompt}?");
    all.put(FIRST + "scale", "log_odds");
    all.put(FIRST + "extra", "{\"top_k\":1}");
    all.put(FIRST + "retry.tries", "5");
    all.put(FIRST + "retry.first", "1s");
    all.put(FIRST + "retry.longest", "6s");
    all.put(FIRST + "circuit.when-open", "fail");
    all.put(FIRST + "circuit.patience", "7s");
    all.put(FIRST + "circuit.calls", "8");
    all.put(FIRST + "circuit.failure-rate", "9");
    all.put(FIRST + "circuit.open-for", "10s");
    all.put(FIRST + "price.read", "2.5");
    all.put(FIRST + "price.said", "10");
    EndpointProperties endpoint = bind(all).vlm().getFirst();
    assertThat(endpoint)
        .isEqualTo(
            new EndpointProperties(
                "judge",
                URI.create("https://api.example.com/v1"),
                "gpt",
                endpoint.apiKey(),
                2,
                Duration.ofSeconds(3),
                4096,
                "Is it {prompt}?",
                AnswerScale.LOG_ODDS,
                "{\"top_k\":1}",
                new Retries(5, Duration.ofSeconds(1), Duration.ofSeconds(6)),
                new Circuit(WhenOpen.FAIL, Duration.ofSeconds(7), 8, 9, Duration.ofSeconds(10)),
                new Price(2.5, 10)));
    assertThat(endpoint.apiKey().header()).contains("Bearer sk-1");
    assertThat(bind(all).probeEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(VALIDATOR.validate(bind(all))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "name, Judge",
    "name, ''",
    "url, ftp://localhost/v1",
    "url, localhost",
    "url, http://user:word@localhost/v1",
    "url, http://localhost/v1?key=1",
    "model, ' '",
    "concurrency, 0",
    "timeout, 0s",
    "max-pixels, 0",
    "question, ' '",
    "extra, '[]'",
    "extra, '{'",
    "retry.tries, 0",
    "retry.first, 0s",
    "circuit.calls, 1",
    "circuit.failure-rate, 0",
    "circuit.open-for, 0s",
    "price.read, -1",
  })
  void refuse_what_is_out_of_range(String property, String value) {
    Map<String, String> wrong = new HashMap<>(LEAST);
    wrong.put(FIRST + property, value);
    assertThat(VALIDATOR.validate(bind(wrong))).isNotEmpty();
  }

  @Test
  void refuse_two_of_one_name_and_names_that_are_none_of_theirs() {
    Map<String, String> two = new HashMap<>(LEAST);
    LEAST.forEach((name, value) -> two.put(name.replace("[0]", "[1]"), value));
    assertThat(VALIDATOR.validate(bind(two)))
        .singleElement()
        .satisfies(wrong -> assertThat(wrong.getMessage()).isEqualTo("names must differ"));
    two.put(FIRST + "key", "sk-1");
    assertThatThrownBy(() -> bind(two)).hasMessageContaining("rollover.rewards");
  }

  private static RewardProperties bind(Map<String, String> properties) {
    return PropertyBinding.bind("rollover.rewards", RewardProperties.class, properties);
  }
}
