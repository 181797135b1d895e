package dev.rollover.time;

import java.time.Duration;

/**
 * Tells how long ago it was started.
 *
 * @param began by the ticker
 */
public record Stopwatch(Ticker ticker, long began) {

  public static Stopwatch start(Ticker ticker) {
    return new Stopwatch(ticker, ticker.nanos());
  }

  public long nanos() {
    return ticker.nanos() - began;
  }

  /** Whether it was started at least so long ago. */
  public boolean hasPassed(Duration duration) {
    return nanos() >= duration.toNanos();
  }
}
