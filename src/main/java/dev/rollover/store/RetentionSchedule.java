package dev.rollover.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has what is too old deleted, as often as is configured, from start to stop. */
final class RetentionSchedule implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

  private final Retention retention;
  private final Duration keep;
  private final RetentionProperties properties;
  private final InstantSource clock;
  private volatile @Nullable ExecutorService sweeper;

  RetentionSchedule(
      Retention retention, Duration keep, RetentionProperties properties, InstantSource clock) {
    this.retention = retention;
    this.keep = keep;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("retention").factory());
    sweeper = started;
    // An exception would end the schedule: none comes out of a sweep.
    var unused =
        started.scheduleWithFixedDelay(
            this::sweep, 0, properties.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits for the batch at hand: the database must not be interrupted. */
  @Override
  public void stop() {
    ExecutorService running = sweeper;
    sweeper = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public boolean isRunning() {
    return sweeper != null;
  }

  /** What fails now is tried again next time. */
  private void sweep() {
    Instant oldest = clock.instant().minus(keep);
    try {
      int deleted = retention.deleteEndedBefore(oldest, properties.batch(), () -> !isRunning());
      if (deleted > 0) {
        LOG.info("deleted {} generations that ended before {}", deleted, oldest);
      }
    } catch (RuntimeException failure) {
      LOG.warn("generations that ended before {} are still there", oldest, failure);
    }
  }
}
