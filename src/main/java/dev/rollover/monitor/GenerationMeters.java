package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.Names;
import dev.rollover.generation.Spending;
import dev.rollover.run.GenerationProgressed;
import dev.rollover.search.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Meters how generations wait and end, and what they spend, by model and algorithm. */
@Component
class GenerationMeters {

  private final MeterRegistry registry;

  GenerationMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @EventListener
  void started(GenerationStarted event) {
    know(event.generation());
    if (event.generation().attempt() > 1) {
      return;
    }
    Timer.builder("rollover.queue.wait")
        .description("Time from acceptance to the first run")
        .serviceLevelObjectives(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1))
        .register(registry)
        .record(event.waited());
  }

  /** A counter that is born with its first count shows no increase to who reads it. */
  private void know(Generation generation) {
    for (Phase phase : Phase.values()) {
      evaluations(generation, phase);
    }
    for (GenerationStatus status : GenerationStatus.values()) {
      if (status.isTerminal()) {
        ends(generation, status);
      }
    }
    for (GenerationError.Type reason : GenerationError.Type.values()) {
      failures(generation, reason);
    }
  }

  @EventListener
  void progressed(GenerationProgressed event) {
    for (Phase phase : Phase.values()) {
      int nfe = event.nfe(phase);
      // Most phases are none of a round's, and rounds are many.
      if (nfe > 0) {
        evaluations(event.generation(), phase).increment(nfe);
      }
    }
  }

  @EventListener
  void ended(GenerationEnded event) {
    Generation generation = event.generation();
    ends(generation, generation.status()).increment();
    GenerationError error = generation.error();
    if (error != null) {
      failures(generation, error.type()).increment();
    }
    // One that was cancelled while it waited has spent nothing.
    if (generation.startedAt() != null) {
      spent(generation);
    }
  }

  private Counter ends(Generation generation, GenerationStatus status) {
    return Counter.builder("rollover.generations")
        .description("Generations that ended")
        .tags(GenerationTags.of(generation))
        .tag("status", Names.of(status))
        .register(registry);
  }

  private Counter failures(Generation generation, GenerationError.Type reason) {
    return Counter.builder("rollover.failures")
        .description("Generations that failed, by what failed them")
        .tags(GenerationTags.of(generation))
        .tag("reason", Names.of(reason))
        .register(registry);
  }

  private Counter evaluations(Generation generation, Phase phase) {
    return Counter.builder("rollover.nfe")
        .description("Velocity evaluations, those of runs that were cut short among them")
        .tags(GenerationTags.of(generation))
        .tag("phase", Names.of(phase))
        .register(registry);
  }

  private void spent(Generation generation) {
    Spending.Nfe nfe = generation.outcome().spending().nfe();
    DistributionSummary.builder("rollover.budget.utilization")
        .description("Used share of the limit in velocity evaluations, 0 to 1")
        .tags(GenerationTags.of(generation))
        .serviceLevelObjectives(0.25, 0.5, 0.75, 0.9, 1)
        .register(registry)
        .record((double) nfe.used() / nfe.limit());
    summary("rollover.budget.rolled.over", "that steps left unused and handed on", generation)
        .record((double) nfe.rolledOver());
    summary("rollover.budget.unspent", "of the limit that were left when it ended", generation)
        .record((double) nfe.unspent());
  }

  private DistributionSummary summary(String name, String which, Generation generation) {
    return DistributionSummary.builder(name)
        .description("Velocity evaluations " + which)
        .tags(GenerationTags.of(generation))
        .register(registry);
  }
}
