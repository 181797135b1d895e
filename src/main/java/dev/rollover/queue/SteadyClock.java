package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.Clock;
import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells the time that the wall clock told once, and what has passed since: the queue waits by it,
 * and a wall clock that is set back or forward must not make it wait longer or not at all.
 */
final class SteadyClock implements Clock {

  private final Instant start;
  private final Stopwatch sinceThen;

  SteadyClock(InstantSource wall, Ticker ticker) {
    this.start = wall.instant();
    this.sinceThen = Stopwatch.start(ticker);
  }

  @Override
  public Instant now() {
    return start.plusNanos(sinceThen.nanos());
  }
}
