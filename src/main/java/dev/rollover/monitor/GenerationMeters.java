package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.Names;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.run.GenerationProgressed;
import dev.rollover.search.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Meters what generations spend and gain, by model and algorithm. */
@Component
class GenerationMeters {

  private final MeterRegistry registry;
  private final RunningCurves curves;
  private final Map<Tags, SignedSummary> rewards = new ConcurrentHashMap<>();
  private final Map<Tags, SignedSummary> gains = new ConcurrentHashMap<>();
  private final Map<Tags, SignedSummary> rewardCurves = new ConcurrentHashMap<>();

  GenerationMeters(MeterRegistry registry, RunningCurves curves) {
    this.registry = registry;
    this.curves = curves;
  }

  @EventListener
  void started(GenerationStarted event) {
    curves.begin(event.generation());
    if (event.generation().attempt() > 1) {
      return;
    }
    Timer.builder("rollover.queue.wait")
        .description("Time from acceptance to the first run")
        .register(registry)
        .record(event.waited());
  }

  @EventListener
  void progressed(GenerationProgressed event) {
    for (Phase phase : Phase.values()) {
      evaluated(event.generation(), phase, event.nfe(phase));
    }
    Double best = event.best();
    if (best != null) {
      curves.of(event.generation()).note(event.after().nfe(), best);
    }
  }

  @EventListener
  void ended(GenerationEnded event) {
    Generation generation = event.generation();
    ended(generation);
    // One that was cancelled while it waited has neither spent nor gained.
    if (generation.startedAt() != null) {
      spent(generation);
      gained(generation);
    }
  }

  private void ended(Generation generation) {
    Counter.builder("rollover.generations")
        .description("Generations that ended")
        .tags(tags(generation))
        .tag("status", Names.of(generation.status()))
        .register(registry)
        .increment();
  }

  private void evaluated(Generation generation, Phase phase, int evaluations) {
    Counter.builder("rollover.nfe")
        .description("Velocity evaluations, those of runs that were cut short among them")
        .tags(tags(generation))
        .tag("phase", Names.of(phase))
        .register(registry)
        .increment(evaluations);
  }

  private void spent(Generation generation) {
    Spending.Nfe nfe = generation.outcome().spending().nfe();
    DistributionSummary.builder("rollover.budget.utilization")
        .description("Used share of the limit in velocity evaluations, 0 to 1")
        .tags(tags(generation))
        .serviceLevelObjectives(0.25, 0.5, 0.75, 0.9, 1)
        .register(registry)
        .record((double) nfe.used() / nfe.limit());
    DistributionSummary.builder("rollover.budget.rolled.over")
        .description("Velocity evaluations that steps left unused and handed on")
        .tags(tags(generation))
        .register(registry)
        .record((double) nfe.rolledOver());
  }

  private void gained(Generation generation) {
    BestBySpending curve = curves.end(generation.id()).orElse(null);
    if (curve != null) {
      curve.end();
      drawn(generation, curve.tenths());
    }
    RewardSummary reward = generation.outcome().reward();
    if (reward != null) {
      rewards.computeIfAbsent(tags(generation), this::reward).record(reward.best());
      gains.computeIfAbsent(tags(generation), this::gain).record(reward.best() - reward.initial());
    }
  }

  private void drawn(Generation generation, List<OptionalDouble> tenths) {
    for (int i = 0; i < tenths.size(); i++) {
      Tags tags = tags(generation).and("spent", 10 * (i + 1) + "%");
      tenths.get(i).ifPresent(best -> rewardCurves.computeIfAbsent(tags, this::curve).record(best));
    }
  }

  private SignedSummary reward(Tags tags) {
    return new SignedSummary(registry, "rollover.reward", "best reward of a generation", tags);
  }

  private SignedSummary gain(Tags tags) {
    String description = "best reward above that of the first sample";
    return new SignedSummary(registry, "rollover.reward.gain", description, tags);
  }

  private SignedSummary curve(Tags tags) {
    String description = "best reward when this share of the budget was spent";
    return new SignedSummary(registry, "rollover.reward.curve", description, tags);
  }

  /** Never an id: a tag's values must stay few. */
  private static Tags tags(Generation generation) {
    return Tags.of(
        "model",
        generation.request().model(),
        "algorithm",
        generation.request().search().algorithm());
  }
}
