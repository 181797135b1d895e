package dev.rollover.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Has what is too old deleted, as often as is configured, from start to stop. */
final class RetentionSchedule implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

  private final Retention retention;
  private final RetentionProperties properties;
  private final InstantSource clock;
  private volatile @Nullable ExecutorService sweeper;

  RetentionSchedule(Retention retention, RetentionProperties properties, InstantSource clock) {
    this.retention = retention;
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

  private void sweep() {
    sweep("states of searches", properties.state(), retention::deleteStatesOfEndedBefore);
    Duration keep = properties.keep();
    if (keep != null) {
      sweep("generations", keep, retention::deleteEndedBefore);
    }
  }

  /** What fails now is tried again next time. */
  private void sweep(String what, Duration keep, Deletion deletion) {
    Instant oldest = clock.instant().minus(keep);
    try {
      int deleted = deletion.run(oldest, properties.batch(), () -> !isRunning());
      if (deleted > 0) {
        LOG.info("deleted {} {} that ended before {}", deleted, what, oldest);
      }
    } catch (RuntimeException failure) {
      LOG.warn("{} that ended before {} are still there", what, oldest, failure);
    }
  }

  /** Deletes what ended before a time, in batches, until it is enough. */
  @FunctionalInterface
  private interface Deletion {
    int run(Instant before, int batch, BooleanSupplier enough);
  }
}
