package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.QueueState;
import dev.rollover.queue.FirstUses.FirstUse;
import dev.rollover.store.CheckpointStore;
import dev.rollover.store.Lifecycle;
import dev.rollover.store.QueueStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The door of the queue: stores and queues generations in one transaction, while nobody else does,
 * in this process or another; so that the queue is never longer than it may be, and a key makes one
 * generation.
 */
@Component
class Admission implements GroupCommit.Writer<Admission.Candidate, Submission> {

  private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);

  /**
   * A generation that wants to be queued.
   *
   * @param fingerprint of the request that it came from
   * @param state where its search stands; absent when it begins
   */
  @SuppressWarnings("ArrayRecordComponent") // Bytes are handed on, never compared.
  record Candidate(
      Generation generation, @Nullable String key, String fingerprint, byte @Nullable [] state) {}

  private final Lifecycle lifecycle;
  private final QueueStore order;
  private final CheckpointStore checkpoints;
  private final FirstUses uses;
  private final GenerationQueue queue;
  private final QueuePlaces places;
  private final QueueEstimate estimate;
  private final QueueProperties properties;
  private final TransactionOperations transactions;

  Admission(
      Lifecycle lifecycle,
      QueueStore order,
      CheckpointStore checkpoints,
      FirstUses uses,
      GenerationQueue queue,
      QueuePlaces places,
      QueueEstimate estimate,
      QueueProperties properties,
      TransactionOperations transactions) {
    this.lifecycle = lifecycle;
    this.order = order;
    this.checkpoints = checkpoints;
    this.uses = uses;
    this.queue = queue;
    this.places = places;
    this.estimate = estimate;
    this.properties = properties;
    this.transactions = transactions;
  }

  @Override
  public List<Supplier<Submission>> write(List<Candidate> together) {
    return Objects.requireNonNull(transactions.execute(transaction -> admit(together)));
  }

  /** A database that is away fails everybody at once: nobody should wait for it in a row. */
  @Override
  public boolean isOfOneItem(Throwable failure) {
    return failure instanceof DataIntegrityViolationException
        || !(failure instanceof DataAccessException || failure instanceof TransactionException);
  }

  private List<Supplier<Submission>> admit(List<Candidate> together) {
    order.lock();
    QueueState waiting = order.state();
    long running = places.unspent();
    Map<String, FirstUse> known = uses.find(keysOf(together));
    Map<String, FirstUse> fresh = new HashMap<>();
    List<Candidate> admitted = new ArrayList<>();
    List<Supplier<Submission>> answers = new ArrayList<>();
    for (Candidate candidate : together) {
      String key = candidate.key();
      FirstUse first = key == null ? null : known.getOrDefault(key, fresh.get(key));
      if (key != null && first != null) {
        answers.add(() -> uses.replay(first, key, candidate.fingerprint()));
      } else if (waiting.depth() >= properties.capacity()) {
        QueueState full = waiting;
        answers.add(() -> refuse(full));
      } else {
        admitted.add(candidate);
        QueuePlace place = places.behind(waiting, running);
        answers.add(() -> new Submission(candidate.generation(), false, place));
        waiting = waiting.with(candidate.generation());
        if (key != null) {
          fresh.put(key, new FirstUse(candidate.fingerprint(), candidate.generation()));
        }
      }
    }
    if (!admitted.isEmpty()) {
      store(admitted);
      uses.keep(fresh);
    }
    return answers;
  }

  private void store(List<Candidate> admitted) {
    List<Generation> generations = admitted.stream().map(Candidate::generation).toList();
    long number = lifecycle.accept(generations);
    for (Candidate candidate : admitted) {
      byte[] state = candidate.state();
      if (state != null) {
        checkpoints.save(candidate.generation().id(), state);
      }
    }
    queue.add(generations, number);
  }

  private static List<String> keysOf(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::key).filter(Objects::nonNull).distinct().toList();
  }

  private Submission refuse(QueueState waiting) {
    Duration onePlace = estimate.of(waiting.nfe() / Math.max(1, waiting.depth()));
    throw new QueueFullException(
        properties.capacity(), onePlace.compareTo(SHORTEST_RETRY) < 0 ? SHORTEST_RETRY : onePlace);
  }
}
