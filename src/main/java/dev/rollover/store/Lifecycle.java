package dev.rollover.store;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEnded;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationNotFoundException;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.JudgeSummary;
import dev.rollover.generation.RewardSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out transitions: each under the generation's lock, together with its events in the log;
 * and tells the world once they are committed.
 */
@Component
public class Lifecycle {

  private final GenerationStore generations;
  private final EventStore events;
  private final QueueStore queue;
  private final CheckpointStore checkpoints;
  private final EventFeed feed;
  private final ApplicationEventPublisher publisher;
  private final TransactionOperations transactions;
  private final InstantSource clock;

  public Lifecycle(
      GenerationStore generations,
      EventStore events,
      QueueStore queue,
      CheckpointStore checkpoints,
      EventFeed feed,
      ApplicationEventPublisher publisher,
      TransactionOperations transactions,
      InstantSource clock) {
    this.generations = generations;
    this.events = events;
    this.queue = queue;
    this.checkpoints = checkpoints;
    this.feed = feed;
    this.publisher = publisher;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Stores newly accepted generations.
   *
   * @return the first one's number in the queue; the others follow it
   */
  public long accept(List<Generation> accepted) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              long first = queue.take(accepted.size());
              generations.insert(accepted, first);
              events.begin(accepted, now());
              queue.entered(first, accepted.stream().map(Lifecycle::nfe).toList());
              return first;
            }));
  }

  /**
   * Changes a generation.
   *
   * @return what it became
   * @throws GenerationNotFoundException when there is none
   */
  public Generation change(UUID id, UnaryOperator<Generation> transition) {
    return change(id, transition, List.of());
  }

  /** Like {@link #change(UUID, UnaryOperator)}, and logs events that came before it. */
  public Generation change(
      UUID id, UnaryOperator<Generation> transition, List<GenerationEvent> happened) {
    return Objects.requireNonNull(
        transactions.execute(
            transaction -> {
              Generation before =
                  generations.lock(id).orElseThrow(() -> new GenerationNotFoundException(id));
              Generation after = transition.apply(before);
              if (!after.equals(before)) {
                generations.update(after);
              }
              count(before, after);
              if (hasEnded(before, after)) {
                checkpoints.end(after);
              }
              List<GenerationEvent> log = new ArrayList<>(happened);
              log.addAll(changes(before, after));
              log(after, log);
              AfterCommit.run(() -> publish(before, after));
              return after;
            }));
  }

  /**
   * Forgets a generation with all that belongs to it.
   *
   * @throws GenerationNotFoundException when there is none
   */
  public void delete(UUID id) {
    transactions.executeWithoutResult(
        transaction -> {
          Generation last =
              generations.lock(id).orElseThrow(() -> new GenerationNotFoundException(id));
          if (isQueued(last)) {
            queue.left(id, nfe(last));
          }
          generations.delete(id);
        });
  }

  private void count(Generation before, Generation after) {
    if (isQueued(before) && !isQueued(after)) {
      queue.left(after.id(), nfe(after));
    } else if (!isQueued(before) && isQueued(after)) {
      queue.returned(after.id(), nfe(after));
    }
  }

  private static boolean isQueued(Generation generation) {
    return generation.status() == GenerationStatus.QUEUED;
  }

  private static long nfe(Generation generation) {
    return generation.ownNfe();
  }

  private void log(Generation generation, List<GenerationEvent> happened) {
    if (!happened.isEmpty()) {
      events.append(generation.id(), happened, now());
      AfterCommit.run(() -> feed.signal(generation.id()));
    }
  }

  private static List<GenerationEvent> changes(Generation before, Generation after) {
    if (before.status() == after.status() && before.attempt() == after.attempt()) {
      return List.of();
    }
    GenerationEvent status = new GenerationEvent.StatusChanged(after.status(), after.attempt());
    if (!after.status().isTerminal()) {
      return List.of(status);
    }
    RewardSummary reward = after.outcome().reward();
    JudgeSummary judge = after.outcome().judge();
    return List.of(
        status,
        new GenerationEvent.Done(
            after.status(),
            after.outcome().spending().nfe().used(),
            reward == null ? null : reward.best(),
            judge == null ? null : judge.best(),
            after.error()));
  }

  private static boolean hasEnded(Generation before, Generation after) {
    return after.status().isTerminal() && !before.status().isTerminal();
  }

  private void publish(Generation before, Generation after) {
    Instant started = after.startedAt();
    if (after.attempt() > before.attempt() && started != null) {
      Duration waited = Duration.between(after.createdAt(), started);
      // The wall clock may have been set back meanwhile, or differ from that of who accepted it.
      waited = waited.isNegative() ? Duration.ZERO : waited;
      publisher.publishEvent(new GenerationStarted(after, waited));
    }
    if (hasEnded(before, after)) {
      publisher.publishEvent(new GenerationEnded(after));
    }
  }

  /** The time, as precisely as it is stored. */
  public Instant now() {
    return Timestamps.now(clock);
  }
}
