package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.store.Lifecycle;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What becomes of a generation whose process died while it ran: it waits for its next run, and
 * fails only when it was tried often enough, since it may be what kills the process. A process that
 * stood still and was taken for dead is not held against it.
 */
@Component
public class ProcessDeaths {

  private final Lifecycle lifecycle;
  private final RunProperties properties;

  ProcessDeaths(Lifecycle lifecycle, RunProperties properties) {
    this.lifecycle = lifecycle;
    this.properties = properties;
  }

  /**
   * Says that the process is dead which ran a generation, if any did. Whatever run it may have
   * begun changes nothing from now on.
   *
   * @throws GenerationNotFoundException when there is none
   */
  public void declare(UUID id) {
    lifecycle.change(
        id,
        generation ->
            generation.status() == GenerationStatus.RUNNING ? cutShort(generation) : generation);
  }

  private Generation cutShort(Generation running) {
    if (running.tries() < properties.attempts()) {
      return running.retry();
    }
    String message = "the process ended while it ran, " + running.tries() + " times";
    return running.fail(
        new GenerationError(GenerationError.Type.PROCESS_DIED, message), lifecycle.now());
  }

  /** Takes a death back: the process lives whose run has been overtaken since. */
  void forgive(UUID id) {
    try {
      lifecycle.change(
          id, generation -> generation.status().isTerminal() ? generation : generation.forgive());
    } catch (GenerationNotFoundException deleted) {
      // Then nothing is counted any more.
    }
  }
}
