package dev.rollover.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts the workers once the service is up and stops them before anything that they need is gone:
 * what runs may end within the grace time, the rest goes back to the queue.
 */
@Component
class QueueLifecycle implements SmartLifecycle {

  private final Scheduler scheduler;
  private final ShutdownGrace grace;
  private volatile boolean running;

  QueueLifecycle(Scheduler scheduler, ShutdownGrace grace) {
    this.scheduler = scheduler;
    this.grace = grace;
  }

  @Override
  public void start() {
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    grace.begin();
    scheduler.stop();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
