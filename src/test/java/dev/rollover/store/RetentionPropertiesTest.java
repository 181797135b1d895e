package dev.rollover.store;

import static dev.rollover.PropertyBinding.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionPropertiesTest {

  @Test
  void keep_generations_for_ever_and_where_they_stood_for_a_day_by_default() {
    assertThat(bind("rollover.retention", RetentionProperties.class, Map.of()))
        .isEqualTo(
            new RetentionProperties(null, Duration.ofHours(24), Duration.ofMinutes(10), 100));
  }

  @Test
  void are_mapped_from_their_names() {
    assertThat(
            bind(
                "rollover.retention",
                RetentionProperties.class,
                Map.of(
                    "rollover.retention.keep", "30d",
                    "rollover.retention.state", "0",
                    "rollover.retention.every", "1h",
                    "rollover.retention.batch", "7")))
        .isEqualTo(
            new RetentionProperties(Duration.ofDays(30), Duration.ZERO, Duration.ofHours(1), 7));
  }

  @Test
  void an_unknown_name_is_refused() {
    Map<String, String> misspelt = Map.of("rollover.retention.keeps", "1d");
    assertThatThrownBy(() -> bind("rollover.retention", RetentionProperties.class, misspelt))
        .hasMessageContaining("rollover.retention");
  }
}
