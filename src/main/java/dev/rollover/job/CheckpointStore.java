package dev.rollover.job;

import dev.rollover.search.SearchState;
import dev.rollover.search.SearchStateCodec;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;

/** Where searches stand whose generations have not ended. */
@Repository
class CheckpointStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

  private final SearchStateCodec codec = new SearchStateCodec();
  private final JdbcClient jdbc;

  CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A checkpoint to {@link #save}. */
  byte[] encode(SearchState state) {
    return codec.encode(state);
  }

  /** Takes the place of the checkpoint before. */
  void save(UUID generation, byte[] state) {
    delete(generation);
    jdbc.sql(
            "insert into generation_checkpoint (generation_id, state) values (:generation, :state)")
        .param("generation", generation)
        .param("state", state)
        .update();
  }

  /** The last checkpoint; none where another version wrote it in a way that this cannot read. */
  Optional<SearchState> find(UUID generation) {
    return jdbc.sql("select state from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .query((row, number) -> row.getBytes("state"))
        .optional()
        .flatMap(state -> decode(generation, state));
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

  void delete(UUID generation) {
    jdbc.sql("delete from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .update();
  }
}
