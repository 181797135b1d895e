package dev.rollover.monitor;

import dev.rollover.generation.QueueState;
import dev.rollover.queue.Generations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks the database for the state of the queue every few seconds, so that who reads the meters need
 * not wait for it: without a database, the meters are still there and say so.
 */
@Component
class QueueWatch implements SmartLifecycle {

  /** Between two questions. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** Older answers are not told as if they still held. */
  private static final Duration HOLDS = EVERY.multipliedBy(3);

  private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

  private final Generations generations;
  private final LongSupplier nanoTime;
  private volatile Answer last;
  private @Nullable ScheduledExecutorService thread;
  private @Nullable Future<?> looks;

  /** What was answered, and when; nothing when the watch began. */
  private record Answer(@Nullable QueueState state, long nanoTime) {}

  @Autowired
  QueueWatch(Generations generations) {
    this(generations, System::nanoTime);
  }

  QueueWatch(Generations generations, LongSupplier nanoTime) {
    this.generations = generations;
    this.nanoTime = nanoTime;
    this.last = new Answer(null, nanoTime.getAsLong());
  }

  /** The queue as it was lately; empty when the database has not said so for a while. */
  Optional<QueueState> state() {
    return silence().compareTo(HOLDS) > 0 ? Optional.empty() : Optional.ofNullable(last.state());
  }

  /** Since the database answered last, or since the watch began. */
  Duration silence() {
    return Duration.ofNanos(nanoTime.getAsLong() - last.nanoTime());
  }

  /** Asks once. */
  void look() {
    try {
      last = new Answer(generations.queue(), nanoTime.getAsLong());
    } catch (RuntimeException unanswered) { // The silence tells.
      LOG.debug("the queue's state is not to be had", unanswered);
    }
  }

  @Override
  public synchronized void start() {
    thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("queue-watch").factory());
    last = new Answer(null, nanoTime.getAsLong());
    looks = thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    if (looks != null && thread != null) {
      looks.cancel(false);
      thread.shutdown();
      thread = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }
}
