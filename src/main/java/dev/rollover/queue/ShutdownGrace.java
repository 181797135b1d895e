package dev.rollover.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The time that running generations have to end by themselves once the process shuts down. */
@Component
class ShutdownGrace {

  private final InstantSource clock;
  private final QueueProperties properties;
  private final AtomicReference<@Nullable Instant> end = new AtomicReference<>();

  ShutdownGrace(InstantSource clock, QueueProperties properties) {
    this.clock = clock;
    this.properties = properties;
  }

  /** The process shuts down. */
  void begin() {
    end.set(clock.instant().plus(properties.shutdownGrace()));
  }

  /** Whether runs are to be given back now. */
  boolean isOver() {
    Instant over = end.get();
    return over != null && !clock.instant().isBefore(over);
  }
}
