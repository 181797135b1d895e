package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.PropertyBinding;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTest {

  @Test
  void an_open_stream_ends_when_the_service_stops() throws Exception {
    UUID id = UUID.randomUUID();
    FakeGenerations generations = new FakeGenerations();
    generations.put(Samples.running(id));
    ApiProperties properties =
        PropertyBinding.bind(
            "rollover.api", ApiProperties.class, Map.of("rollover.api.heartbeat", "20ms"));
    EventStream stream =
        new EventStream(
            generations, JsonMapper.builder().build(), InstantSource.system(), properties);
    Callable<Boolean> watching =
        () -> {
          stream.send(id, 0, OutputStream.nullOutputStream());
          return true;
        };
    FutureTask<Boolean> ended = new FutureTask<>(watching);
    Thread.ofVirtual().start(ended);
    await().until(() -> generations.watchers() == 1);

    stream.stop(new ContextClosedEvent(new GenericApplicationContext()));

    assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
  }
}
