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
  private long lastButOneNanos;
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
    lastButOneNanos = lastNanos;
    lastNanos = nanos;
    running = false;
    return nanos;
  }

  /** How long the call has run that runs now; zero when none does. */
  synchronized Duration running() {
    return Duration.ofNanos(runningNanos());
  }

  /** How long the longer of the last two calls took that have ended; zero before one has. */
  synchronized Duration recent() {
    return Duration.ofNanos(Math.max(lastNanos, lastButOneNanos));
  }

  /** How long calls have run altogether, the one that runs now among them. */
  synchronized Duration total() {
    return Duration.ofNanos(endedNanos + runningNanos());
  }

  private long runningNanos() {
    return running ? nanoTime.getAsLong() - began : 0;
  }
}
