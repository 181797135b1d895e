package dev.rollover.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Deletes generations that ended long ago, with all that belongs to them, a batch a transaction.
 * Several processes may do so at once: none waits for what another is deleting.
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
   * Deletes what ended before.
   *
   * @param batch how many in one transaction
   * @param enough asked between two batches
   * @return how many were deleted
   */
  int deleteEndedBefore(Instant time, int batch, BooleanSupplier enough) {
    int all = 0;
    int deleted = batch;
    while (deleted == batch && !enough.getAsBoolean()) {
      deleted =
          Objects.requireNonNull(
              transactions.execute(transaction -> deleteBatch(oldest(time, batch))));
      all += deleted;
    }
    return all;
  }

  private List<UUID> oldest(Instant before, int batch) {
    return jdbc.sql(
            """
            select id from generation where ended_at < :before
            order by ended_at fetch first :batch rows only for update skip locked
            """)
        .param("before", Timestamps.toDatabase(before))
        .param("batch", batch)
        .query(UUID.class)
        .list();
  }

  private int deleteBatch(List<UUID> generations) {
    if (generations.isEmpty()) {
      return 0;
    }
    return jdbc.sql("delete from generation where id in (:ids)").param("ids", generations).update();
  }
}
