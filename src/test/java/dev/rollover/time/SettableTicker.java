package dev.rollover.time;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until it is told to move. */
public final class SettableTicker implements Ticker {

  private final AtomicLong nanos = new AtomicLong();

  public void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }

  @Override
  public long nanos() {
    return nanos.get();
  }
}
