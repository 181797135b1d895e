package dev.rollover.run;

import dev.rollover.search.SearchState;
import dev.rollover.search.SearchStateCodec;
import dev.rollover.store.CheckpointStore;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Where searches stand whose generations have not ended, for the next run to go on from. */
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

  /** Takes the place of the checkpoint before. */
  void save(UUID generation, byte[] state) {
    store.save(generation, state);
  }

  /** The last checkpoint; none where another version wrote it in a way that this cannot read. */
  Optional<SearchState> find(UUID generation) {
    return store.find(generation).flatMap(state -> decode(generation, state));
  }

  private Optional<SearchState> decode(UUID generation, byte[] state) {
    try {
      return Optional.of(codec.decode(state));
    } catch (JacksonException unreadable) {
      LOG.warn(
          "generation {} is searched from its beginning: {}", generation, unreadable.getMessage());
      return Optional.empty();
    }
  }
}
