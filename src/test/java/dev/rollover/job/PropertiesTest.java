package dev.rollover.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PropertiesTest {

  @Test
  void have_defaults() {
    assertThat(bind("rollover.queue", QueueProperties.class, Map.of()))
        .isEqualTo(
            new QueueProperties(
                1000, 8, 3, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(10)));
    assertThat(bind("rollover.price", PriceProperties.class, Map.of()))
        .isEqualTo(new PriceProperties(0));
    assertThat(bind("rollover.sample", SampleProperties.class, Map.of()))
        .isEqualTo(
            new SampleProperties(
                false, "three red circles and two blue squares", 300, Path.of("data/sample")));
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
                    "rollover.queue.attempts", "1",
                    "rollover.queue.poll-interval", "2s",
                    "rollover.queue.heartbeat", "1s",
                    "rollover.queue.shutdown-grace", "0s")))
        .isEqualTo(
            new QueueProperties(
                5, 2, 1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO));
    assertThat(
            bind(
                    "rollover.price",
                    PriceProperties.class,
                    Map.of("rollover.price.usd-per-device-hour", "3.6"))
                .usdPerDeviceSecond())
        .isEqualTo(0.001);
    assertThat(
            bind(
                "rollover.sample",
                SampleProperties.class,
                Map.of(
                    "rollover.sample.enabled", "true",
                    "rollover.sample.prompt", "a star",
                    "rollover.sample.nfe", "50",
                    "rollover.sample.folder", "here")))
        .isEqualTo(new SampleProperties(true, "a star", 50, Path.of("here")));
  }

  @Test
  void an_unknown_name_is_refused() {
    assertThatThrownBy(
            () ->
                bind("rollover.queue", QueueProperties.class, Map.of("rollover.queue.wokers", "2")))
        .hasMessageContaining("rollover.queue");
  }

  private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
    Binder binder = new Binder(new MapConfigurationPropertySource(properties));
    return binder.bindOrCreate(
        prefix, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
  }
}
