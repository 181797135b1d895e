package dev.rollover.monitor;

import dev.rollover.generation.QueueState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Meters what waits and what runs, in all processes together; and whether the database answers. */
@Component
class QueueMeters implements MeterBinder {

  private final QueueWatch watch;

  QueueMeters(QueueWatch watch) {
    this.watch = watch;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge("rollover.queue.depth", "Generations that wait", QueueState::depth, registry);
    gauge("rollover.queue.running", "Generations that run", QueueState::running, registry);
    gauge(
        "rollover.queue.nfe",
        "Velocity evaluations that the waiting generations may spend",
        QueueState::nfe,
        registry);
    TimeGauge.builder(
            "rollover.database.silence", () -> watch.silence().toNanos(), TimeUnit.NANOSECONDS)
        .description("Time since the database last answered; it is asked every few seconds")
        .register(registry);
  }

  /** Not a number while the database says nothing. */
  private void gauge(
      String name, String description, ToDoubleFunction<QueueState> value, MeterRegistry registry) {
    Gauge.builder(name, () -> watch.state().map(value::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .register(registry);
  }
}
