package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.JudgeSummary;
import dev.rollover.generation.RewardSummary;
import dev.rollover.run.GenerationProgressed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Meters what generations gain, by model and algorithm. */
@Component
class RewardMeters {

  private final MeterRegistry registry;
  private final RunningCurves curves;
  private final Map<Tags, SignedSummary> rewards = new ConcurrentHashMap<>();
  private final Map<Tags, SignedSummary> gains = new ConcurrentHashMap<>();
  private final Map<Tags, SignedSummary> judges = new ConcurrentHashMap<>();
  private final Map<Tags, SignedSummary> rewardCurves = new ConcurrentHashMap<>();

  RewardMeters(MeterRegistry registry, RunningCurves curves) {
    this.registry = registry;
    this.curves = curves;
  }

  @EventListener
  void started(GenerationStarted event) {
    curves.begin(event.generation());
  }

  @EventListener
  void progressed(GenerationProgressed event) {
    Double best = event.best();
    if (best != null) {
      curves.of(event.generation()).note(event.after().nfe(), best);
    }
  }

  @EventListener
  void ended(GenerationEnded event) {
    Generation generation = event.generation();
    // One that was cancelled while it waited has no curve, and no reward.
    BestBySpending curve = curves.end(generation.id()).orElse(null);
    if (curve != null) {
      curve.end();
      drawn(generation, curve.tenths());
    }
    RewardSummary reward = generation.outcome().reward();
    if (reward != null) {
      Tags tags = GenerationTags.of(generation);
      rewards.computeIfAbsent(tags, this::reward).record(reward.best());
      gains.computeIfAbsent(tags, this::gain).record(reward.best() - reward.initial());
    }
    JudgeSummary judge = generation.outcome().judge();
    if (judge != null && judge.best() != null) {
      judges.computeIfAbsent(GenerationTags.of(generation), this::judge).record(judge.best());
    }
  }

  private void drawn(Generation generation, List<OptionalDouble> tenths) {
    for (int i = 0; i < tenths.size(); i++) {
      Tags tags = GenerationTags.of(generation).and("spent", 10 * (i + 1) + "%");
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

  private SignedSummary judge(Tags tags) {
    String description = "what the judge says of a generation's best image";
    return new SignedSummary(registry, "rollover.judge", description, tags);
  }

  private SignedSummary curve(Tags tags) {
    String description = "best reward when this share of the budget was spent";
    return new SignedSummary(registry, "rollover.reward.curve", description, tags);
  }
}
