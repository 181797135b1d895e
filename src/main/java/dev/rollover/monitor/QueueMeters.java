package dev.rollover.monitor;

import dev.rollover.queue.Generations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Meters what waits. */
@Component
class QueueMeters implements MeterBinder {

  private final Generations generations;

  QueueMeters(Generations generations) {
    this.generations = generations;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("rollover.queue.depth", () -> generations.queue().depth())
        .description("Generations that wait")
        .register(registry);
    Gauge.builder("rollover.queue.nfe", () -> generations.queue().nfe())
        .description("Velocity evaluations that the waiting generations may spend")
        .register(registry);
  }
}
