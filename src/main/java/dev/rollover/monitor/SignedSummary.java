package dev.rollover.monitor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/**
 * The sum and the count of values of either sign, as the gauges {@code <name>.sum} and {@code
 * <name>.count}, so that a mean over any time can be had of their differences. Micrometer's own
 * summary drops what is negative, and most rewards are.
 */
final class SignedSummary {

  private double sum;
  private long count;

  SignedSummary(MeterRegistry registry, String name, String description, Tags tags) {
    Gauge.builder(name + ".sum", this, SignedSummary::sum)
        .description("Sum of: " + description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    Gauge.builder(name + ".count", this, SignedSummary::count)
        .description("Count of: " + description)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  synchronized void record(double value) {
    sum += value;
    count++;
  }

  private synchronized double sum() {
    return sum;
  }

  private synchronized double count() {
    return count;
  }
}
