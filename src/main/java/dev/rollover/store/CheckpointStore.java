package dev.rollover.store;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where searches stand whose generations have not ended, as their runs have written it. */
@Repository
public class CheckpointStore {

  private final JdbcClient jdbc;

  public CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes the place of the checkpoint before. */
  public void save(UUID generation, byte[] state) {
    delete(generation);
    jdbc.sql(
            "insert into generation_checkpoint (generation_id, state) values (:generation, :state)")
        .param("generation", generation)
        .param("state", state)
        .update();
  }

  /** The last checkpoint. */
  public Optional<byte[]> find(UUID generation) {
    return jdbc.sql("select state from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .query((row, number) -> row.getBytes("state"))
        .optional();
  }

  void delete(UUID generation) {
    jdbc.sql("delete from generation_checkpoint where generation_id = :generation")
        .param("generation", generation)
        .update();
  }
}
