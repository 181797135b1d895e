package dev.rollover.store;

import dev.rollover.generation.Generation;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where searches stand, as their runs have written it: for the next run of a generation that has
 * not ended, and for what continues one that has.
 */
@Repository
public class CheckpointStore {

  private final JdbcClient jdbc;
  private final RetentionProperties retention;

  public CheckpointStore(JdbcClient jdbc, RetentionProperties retention) {
    this.jdbc = jdbc;
    this.retention = retention;
  }

  /** Whether the last checkpoint is kept of a generation that ends. */
  public boolean keepsLast() {
    return retention.keepsStates();
  }

  /** Takes the place of the checkpoint before. */
  public void save(UUID generation, byte[] state) {
    save(generation, state, null);
  }

  /** Takes the place of the checkpoint before, as the last one of a generation that has ended. */
  public void saveLast(Generation ended, byte[] state) {
    save(ended.id(), state, Objects.requireNonNull(ended.endedAt()));
  }

  private void save(UUID generation, byte[] state, @Nullable Instant endedAt) {
    delete(generation);
    jdbc.sql(
            """
            insert into generation_checkpoint (generation_id, state, ended_at)
            values (:generation, :state, :endedAt)
            """)
        .param("generation", generation)
        .param("state", state)
        .param("endedAt", Timestamps.toDatabase(endedAt))
        .update();
  }

  /** The last checkpoint. */
  public Optional<byte[]> find(UUID generation) {
    return jdbc.sql("select state from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .query((row, number) -> row.getBytes("state"))
        .optional();
  }

  /** Keeps the checkpoint of a generation that ends for a while, if it is of any use. */
  void end(Generation ended) {
    if (!keepsLast() || !ended.status().isContinuable()) {
      delete(ended.id());
      return;
    }
    jdbc.sql("update generation_checkpoint set ended_at = :endedAt where generation_id = :id")
        .param("endedAt", Timestamps.toDatabase(ended.endedAt()))
        .param("id", ended.id())
        .update();
  }

  private void delete(UUID generation) {
    jdbc.sql("delete from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .update();
  }
}
