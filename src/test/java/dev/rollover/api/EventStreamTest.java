package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.PropertyBinding;
import dev.rollover.time.SettableTicker;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTest {

  private static final Duration HEARTBEAT = Duration.ofMillis(20);
  private static final String ALIVE = ": still here\n\n";

  private final UUID id = UUID.randomUUID();
  private final FakeGenerations generations = new FakeGenerations();
  private final SettableTicker ticker = new SettableTicker();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final EventStream stream =
      new EventStream(
          generations,
          JsonMapper.builder().build(),
          ticker,
          PropertyBinding.bind(
              "rollover.api", ApiProperties.class, Map.of("rollover.api.heartbeat", "20ms")));
  private final FutureTask<Boolean> ended =
      new FutureTask<>(
          () -> {
            stream.send(id, 0, sent);
            return true;
          });

  @BeforeEach
  void watch() {
    generations.put(Samples.running(id));
    Thread.ofVirtual().start(ended);
    await().until(() -> generations.watchers() == 1);
  }

  @AfterEach
  void stop() {
    stream.stop(new ContextClosedEvent(new GenericApplicationContext()));
  }

  @Test
  void an_open_stream_ends_when_the_service_stops() throws Exception {
    stop();

    assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_silent_stream_says_that_it_is_alive_whenever_the_time_has_passed() {
    for (int beats = 1; beats <= 3; beats++) {
      ticker.pass(HEARTBEAT);
      String expected = ALIVE.repeat(beats);
      await().until(() -> sent.toString(StandardCharsets.UTF_8).endsWith(expected));
    }
  }
}
