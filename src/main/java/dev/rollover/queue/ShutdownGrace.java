package dev.rollover.queue;

import dev.rollover.time.Stopwatch;
import dev.rollover.time.Ticker;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The time that running generations have to end by themselves once the process shuts down. */
@Component
class ShutdownGrace {

  private final Ticker ticker;
  private final QueueProperties properties;
  private final AtomicReference<@Nullable Stopwatch> shutdown = new AtomicReference<>();

  ShutdownGrace(Ticker ticker, QueueProperties properties) {
    this.ticker = ticker;
    this.properties = properties;
  }

  /** The process shuts down. */
  void begin() {
    shutdown.set(Stopwatch.start(ticker));
  }

  /** Whether runs are to be given back now. */
  boolean isOver() {
    Stopwatch begun = shutdown.get();
    return begun != null && begun.hasPassed(properties.shutdownGrace());
  }
}
