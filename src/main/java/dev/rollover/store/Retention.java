package dev.rollover.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes what is of generations that ended long ago, a batch a transaction: first where their
 * searches stood, later they themselves with all that belongs to them. Several processes may do so
 * at once: none waits for what another is deleting.
 */
@Component
public class Retention {

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  public Retention(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /**
   * Deletes generations that ended before.
   *
   * @param batch how many in one transaction
   * @param enough asked between two batches
   * @return how many were deleted
   */
  int deleteEndedBefore(Instant time, int batch, BooleanSupplier enough) {
    return inBatches(
        batch, enough, () -> delete("generation", "id", oldest("generation", "id", time, batch)));
  }

  /**
   * Deletes the last states of the searches of generations that ended before; what has not ended
   * keeps its own.
   *
   * @param batch how many in one transaction
   * @param enough asked between two batches
   * @return how many were deleted
   */
  int deleteStatesOfEndedBefore(Instant time, int batch, BooleanSupplier enough) {
    String table = "generation_checkpoint";
    String key = "generation_id";
    return inBatches(batch, enough, () -> delete(table, key, oldest(table, key, time, batch)));
  }

  private int inBatches(int batch, BooleanSupplier enough, IntSupplier delete) {
    int all = 0;
    int deleted = batch;
    while (deleted == batch && !enough.getAsBoolean()) {
      deleted = Objects.requireNonNull(transactions.execute(transaction -> delete.getAsInt()));
      all += deleted;
    }
    return all;
  }

  private List<UUID> oldest(String table, String key, Instant before, int batch) {
    return jdbc.sql(
            """
            select %s from %s where ended_at < :before
            order by ended_at fetch first :batch rows only for update skip locked
            """
                .formatted(key, table))
        .param("before", Timestamps.toDatabase(before))
        .param("batch", batch)
        .query(UUID.class)
        .list();
  }

  private int delete(String table, String key, List<UUID> generations) {
    if (generations.isEmpty()) {
      return 0;
    }
    return jdbc.sql("delete from %s where %s in (:ids)".formatted(table, key))
        .param("ids", generations)
        .update();
  }
}
