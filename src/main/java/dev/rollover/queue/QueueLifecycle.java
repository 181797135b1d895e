package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the workers once the service is ready and stops them before anything that they need is
 * gone: what runs may end within the grace time, the rest goes back to the queue. Meanwhile, from
 * the beginning, looks after what other processes have left.
 */
@Component
class QueueLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(QueueLifecycle.class);

  private final Scheduler scheduler;
  private final DeadProcesses deadProcesses;
  private final ShutdownGrace grace;
  private final QueueProperties properties;
  private final DataSource dataSource;
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dead-processes").factory());
  private @Nullable ScheduledFuture<?> watch;
  private volatile boolean running;

  QueueLifecycle(
      Scheduler scheduler,
      DeadProcesses deadProcesses,
      ShutdownGrace grace,
      QueueProperties properties,
      DataSource dataSource) {
    this.scheduler = scheduler;
    this.deadProcesses = deadProcesses;
    this.grace = grace;
    this.properties = properties;
    this.dataSource = dataSource;
  }

  @Override
  public synchronized void start() {
    if (EmbeddedDatabase.isBehind(dataSource)) {
      // Nobody else can be alive, and this process has not begun yet.
      deadProcesses.look(0);
    }
    long heartbeat = properties.heartbeat().toNanos();
    watch = looks.scheduleWithFixedDelay(this::look, heartbeat, heartbeat, TimeUnit.NANOSECONDS);
    running = true;
  }

  /** Before that models are loaded, and what waits goes on waiting, untouched. */
  @EventListener(ApplicationReadyEvent.class)
  synchronized void work() {
    if (running) {
      scheduler.start();
    }
  }

  private void look() {
    try {
      if (deadProcesses.look(QueueProperties.MISSED_HEARTBEATS) > 0) {
        scheduler.triggerCheckForDueExecutions();
      }
    } catch (RuntimeException trouble) {
      // The next look may find the database back; not a single one counts until then.
      LOG.warn("could not look for processes that died: {}", trouble.getMessage());
    }
  }

  @Override
  public synchronized void stop() {
    Objects.requireNonNull(watch).cancel(false);
    looks.shutdown();
    grace.begin();
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
