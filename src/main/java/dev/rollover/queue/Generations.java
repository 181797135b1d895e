package dev.rollover.queue;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationPage;
import dev.rollover.generation.GenerationQuery;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.QueueState;
import dev.rollover.generation.StoredEvent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The generations of this service: what HTTP, or anybody else, may do with them. */
public interface Generations {

  /**
   * Accepts a request: once this returns, the generation is stored and will end, whatever happens
   * to the process.
   *
   * @param idempotencyKey when known already, the generation of the first time is answered
   * @throws InvalidRequestException with every fault of the request
   * @throws QueueFullException when as many wait as may
   * @throws IdempotencyConflictException when the key came with another request before
   */
  Submission submit(GenerationRequest request, @Nullable String idempotencyKey);

  /**
   * Accepts a generation of its own that goes on from where another ended: its search, ledger and
   * trace begin as the other's ended, and the other stays as it is.
   *
   * @param budget that it may spend beyond what the other has spent; as in a request where absent
   * @param idempotencyKey as of a submission, whose keys these are too
   * @throws GenerationNotFoundException when there is none
   * @throws IllegalTransitionException when the other has not ended, or failed
   * @throws StateGoneException when it is not kept any more where the other's search stood
   * @throws InvalidRequestException with every fault of the budget
   * @throws QueueFullException when as many wait as may
   * @throws IdempotencyConflictException when the key came with another request before
   */
  Submission goOn(UUID id, GenerationRequest.Budget budget, @Nullable String idempotencyKey);

  /**
   * The generation as it stands.
   *
   * @throws GenerationNotFoundException when there is none
   */
  Generation find(UUID id);

  /** Where generations stand in the queue, by id; those that are not queued are left out. */
  Map<UUID, QueuePlace> queuePlaces(Collection<Generation> generations);

  /** Where a generation stands in the queue; empty unless it is queued. */
  default Optional<QueuePlace> queuePlace(Generation generation) {
    return Optional.ofNullable(queuePlaces(List.of(generation)).get(generation.id()));
  }

  /** Where a generation would stand that were accepted now. */
  QueuePlace nextPlace();

  /**
   * A page of generations, the newest first.
   *
   * @throws InvalidRequestException when the limit or the cursor is not one
   */
  GenerationPage list(GenerationQuery query);

  /**
   * Ends a generation: a queued one at once, a running one at its next call, keeping the best so
   * far. One that has ended stays as it is.
   *
   * @throws GenerationNotFoundException when there is none
   */
  Generation cancel(UUID id);

  /**
   * Forgets a generation with all its images and events; one that runs is given up.
   *
   * @throws GenerationNotFoundException when there is none
   */
  void delete(UUID id);

  /**
   * The stored events of a generation with an id above {@code after}, in order.
   *
   * @throws GenerationNotFoundException when there is none
   */
  List<StoredEvent> events(UUID id, long after);

  /**
   * Like {@link #events}, but waits for the next event when there is none yet.
   *
   * @return empty when nothing happened for {@code atMost}
   */
  List<StoredEvent> awaitEvents(UUID id, long after, Duration atMost) throws InterruptedException;

  /**
   * One of its images.
   *
   * @param number from 0, the best first
   * @throws GenerationNotFoundException when there is no such image (yet)
   */
  ImageFile image(UUID id, int number);

  /**
   * The search's course; empty until the generation has ended.
   *
   * @throws GenerationNotFoundException when there is none
   */
  GenerationTrace trace(UUID id);

  /** What waits and what runs now. */
  QueueState queue();

  /** The generations that run now, the oldest first. */
  List<Generation> running();
}
