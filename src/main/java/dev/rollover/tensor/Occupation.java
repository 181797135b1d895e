package dev.rollover.tensor;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a worker has run calls, and for how long it has run the one that runs now. One thread
 * begins and ends, any thread asks.
 */
final class Occupation {

  private final LongSupplier nanoTime;
  private long endedNanos;
  private long lastNanos;
  private long began;
  private boolean running;

  /** On a clock of nanoseconds that never goes back. */
  Occupation(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized void begin() {
    began = nanoTime.getAsLong();
    running = true;
  }

  /** The nanoseconds since it began. */
  synchronized long end() {
    long nanos = runningNanos();
    endedNanos += nanos;
    lastNanos = nanos;
    running = false;
    return nanos;
  }

  /** How long the call has run that runs now; zero when none does. */
  synchronized Duration running() {
    return Duration.ofNanos(runningNanos());
  }

  /** How long the call took that ended last; zero before one has. */
  synchronized Duration last() {
    return Duration.ofNanos(lastNanos);
  }

  /** How long calls have run altogether, the one that runs now among them. */
  synchronized Duration total() {
    return Duration.ofNanos(endedNanos + runningNanos());
  }

  private long runningNanos() {
    return running ? nanoTime.getAsLong() - began : 0;
  }
}
