package dev.rollover.queue;

import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.Spending;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Foresees how long the queue takes: seconds an NFE, as the last generations took them, shared by
 * the workers.
 */
@Component
class QueueEstimate {

  /** Before any generation has ended: a small model on a processor. */
  private static final double FIRST_GUESS_SECONDS_PER_NFE = 0.02;

  /** How much the newest generation counts. */
  private static final double NEWEST = 0.2;

  private final int workers;
  private volatile double secondsPerNfe = FIRST_GUESS_SECONDS_PER_NFE;

  QueueEstimate(QueueProperties properties) {
    this.workers = properties.workers();
  }

  @EventListener
  synchronized void learn(GenerationEnded ended) {
    Spending spending = ended.generation().outcome().spending();
    if (spending.nfe().used() > 0) {
      double seconds = spending.seconds() / spending.nfe().used();
      secondsPerNfe += NEWEST * (seconds - secondsPerNfe);
    }
  }

  /** How long the workers need for so many NFE. */
  Duration of(long nfe) {
    return Duration.ofMillis(Math.round(1000 * nfe * secondsPerNfe / workers));
  }
}
