package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollover.api.FakeGenerations;
import dev.rollover.api.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QueueWatchTest {

  private final FakeGenerations generations = new FakeGenerations();
  private final AtomicLong now = new AtomicLong(7_000_000_000L);
  private final QueueWatch watch = new QueueWatch(generations, now::get);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void nothing_is_told_of_the_queue_before_the_database_has_answered() {
    new QueueMeters(watch).bindTo(registry);

    assertThat(gauge("rollover.queue.depth")).isNaN();
    assertThat(gauge("rollover.database.silence")).isZero();
  }

  @Test
  void what_the_database_answered_is_told_until_it_has_been_silent_for_a_while() {
    new QueueMeters(watch).bindTo(registry);
    generations.put(Samples.running(UUID.randomUUID()));
    watch.look();
    generations.breakDown(new IllegalStateException("no database"));
    pass(Duration.ofSeconds(15));
    watch.look();

    assertThat(gauge("rollover.queue.running")).isEqualTo(1);
    assertThat(gauge("rollover.queue.nfe")).isZero();

    pass(Duration.ofSeconds(25));
    watch.look();

    assertThat(gauge("rollover.queue.running")).isNaN();
    assertThat(gauge("rollover.database.silence")).isEqualTo(40);
  }

  @Test
  void it_looks_by_itself_while_the_service_runs() {
    watch.start();
    try {
      await().until(() -> watch.state().isPresent());
      assertThat(watch.isRunning()).isTrue();
    } finally {
      watch.stop();
    }
    assertThat(watch.isRunning()).isFalse();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
