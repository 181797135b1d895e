package dev.rollover.run;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.search.SearchState;
import dev.rollover.search.SearchStateCodec;
import dev.rollover.store.CheckpointStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where searches stand, for the next run to go on from, or another generation. */
@Component
class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final SearchStateCodec codec = new SearchStateCodec();
  private final CheckpointStore store;

  Checkpoints(CheckpointStore store) {
    this.store = store;
  }

  /** A checkpoint to {@link #save}. */
  byte[] encode(SearchState state) {
    return codec.encode(state);
  }

  /**
   * The state that was encoded.
   *
   * @throws JacksonException where another version wrote it in a way that this cannot read
   */
  SearchState decode(byte[] state) {
    return codec.decode(state);
  }

  /** Whether anybody wants the checkpoint of a generation as it is at its end. */
  boolean keepsLast() {
    return store.keepsLast();
  }

  /** Takes the place of the checkpoint before. */
  void save(Generation generation, byte[] state) {
    if (generation.status().isTerminal()) {
      store.saveLast(generation, state);
    } else {
      store.save(generation.id(), state);
    }
  }

  /**
   * The last checkpoint; none where another version wrote it in a way that this cannot read.
   *
   * @throws NeverSucceedsException where that is so of one that continues another: it would spend
   *     anew what the other has spent
   */
  Optional<SearchState> find(Generation generation) {
    return store.find(generation.id()).flatMap(state -> decode(generation, state));
  }

  private Optional<SearchState> decode(Generation generation, byte[] state) {
    try {
      return Optional.of(decode(state));
    } catch (JacksonException unreadable) {
      if (generation.continuation() != null) {
        throw new NeverSucceedsException(
            GenerationError.Type.RUN_FAILED,
            "where its search stood was written by another version: " + unreadable.getMessage());
      }
      LOG.warn(
          "generation {} is searched from its beginning: {}",
          generation.id(),
          unreadable.getMessage());
      return Optional.empty();
    }
  }
}
