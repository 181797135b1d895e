package dev.rollover.queue;

import static dev.rollover.PropertyBinding.bind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueuePropertiesTest {

  @Test
  void have_defaults() {
    assertThat(bind("rollover.queue", QueueProperties.class, Map.of()))
        .isEqualTo(
            new QueueProperties(
                1000, 8, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10)));
    assertThat(bind("rollover.sample", SampleProperties.class, Map.of()))
        .isEqualTo(
            new SampleProperties(
                false,
                "three red circles and two blue squares",
                "rbf",
                300,
                Path.of("data/sample")));
  }

  @Test
  void are_mapped_from_their_names() {
    assertThat(
            bind(
                "rollover.queue",
                QueueProperties.class,
                Map.of(
                    "rollover.queue.capacity", "5",
                    "rollover.queue.workers", "2",
                    "rollover.queue.poll-interval", "2s",
                    "rollover.queue.heartbeat", "3s",
                    "rollover.queue.shutdown-grace", "0s")))
        .isEqualTo(
            new QueueProperties(5, 2, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ZERO));
    assertThat(
            bind(
                "rollover.sample",
                SampleProperties.class,
                Map.of(
                    "rollover.sample.enabled", "true",
                    "rollover.sample.prompt", "a star",
                    "rollover.sample.algorithm", "bon",
                    "rollover.sample.nfe", "50",
                    "rollover.sample.folder", "here")))
        .isEqualTo(new SampleProperties(true, "a star", "bon", 50, Path.of("here")));
  }

  @Test
  void an_unknown_name_is_refused() {
    Map<String, String> misspelt = Map.of("rollover.queue.wokers", "2");
    assertThatThrownBy(() -> bind("rollover.queue", QueueProperties.class, misspelt))
        .hasMessageContaining("rollover.queue");
  }
}
