package dev.rollover.store;

import dev.rollover.generation.QueueState;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The queue's order and length. Each accepted generation has a number, one above the one before;
 * the lowest that waits is the next to run. Sums for every {@link #CHUNK} numbers are kept by the
 * transactions that change them, so that what waits ahead is a sum of few rows, however many wait.
 *
 * <p>A transaction locks the counter first, generations next, and sums last, the lower chunk before
 * the higher: so none waits for another that waits for it.
 */
@Repository
public class QueueStore {

  /** As many numbers have one sum; the migrations have it too. */
  static final int CHUNK = 256;

  private final JdbcClient jdbc;

  public QueueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the caller's transaction ends, nobody else accepts a generation. */
  public void lock() {
    jdbc.sql("select last_number from queue_counter for update").query(Long.class).single();
  }

  /**
   * Gives out numbers in the caller's transaction.
   *
   * @return the first of them
   */
  long take(int count) {
    jdbc.sql("update queue_counter set last_number = last_number + :count")
        .param("count", count)
        .update();
    long last = jdbc.sql("select last_number from queue_counter").query(Long.class).single();
    return last - count + 1;
  }

  /** Says that generations wait that have just been given the numbers from {@code first}. */
  void entered(long first, List<Long> nfe) {
    for (int from = 0; from < nfe.size(); ) {
      long chunk = (first + from) / CHUNK;
      int to = (int) Math.min(nfe.size(), (chunk + 1) * CHUNK - first);
      List<Long> part = nfe.subList(from, to);
      long sum = part.stream().mapToLong(Long::longValue).sum();
      if (!change(chunk, part.size(), sum)) {
        begin(chunk, part.size(), sum);
      }
      from = to;
    }
  }

  /** Says that a generation waits again. */
  void returned(UUID generation, long nfe) {
    long chunk = number(generation) / CHUNK;
    if (!change(chunk, 1, nfe)) {
      throw new IllegalStateException("the sums lack chunk " + chunk + " of " + generation);
    }
  }

  /** Says that a generation waits no longer. */
  void left(UUID generation, long nfe) {
    change(number(generation) / CHUNK, -1, -nfe);
  }

  private long number(UUID generation) {
    return jdbc.sql("select queue_number from generation where id = :id")
        .param("id", generation)
        .query(Long.class)
        .single();
  }

  private boolean change(long chunk, int depth, long nfe) {
    return jdbc.sql(
                """
                update queue_chunk set depth = depth + :depth, nfe = nfe + :nfe
                where chunk = :chunk
                """)
            .param("depth", depth)
            .param("nfe", nfe)
            .param("chunk", chunk)
            .update()
        == 1;
  }

  /** Also forgets the chunks that nothing can return to. */
  private void begin(long chunk, int depth, long nfe) {
    jdbc.sql(
            """
            delete from queue_chunk where depth = 0 and chunk < :chunk and not exists (
              select 1 from generation
              where queue_number >= chunk * :size and queue_number < (chunk + 1) * :size
                and status in ('QUEUED', 'RUNNING'))
            """)
        .param("chunk", chunk)
        .param("size", CHUNK)
        .update();
    jdbc.sql("insert into queue_chunk (chunk, depth, nfe) values (:chunk, :depth, :nfe)")
        .param("chunk", chunk)
        .param("depth", depth)
        .param("nfe", nfe)
        .update();
  }

  /** What waits and what runs. */
  public QueueState state() {
    return jdbc.sql(
            """
            select coalesce(sum(depth), 0) as depth, coalesce(sum(nfe), 0) as nfe,
              (select count(*) from generation where status = 'RUNNING') as running
            from queue_chunk
            """)
        .query(
            (row, number) ->
                new QueueState(row.getInt("depth"), row.getLong("nfe"), row.getInt("running")))
        .single();
  }

  /** What waits ahead of each of these generations that waits itself. */
  public Map<UUID, QueueState> ahead(Collection<UUID> generations) {
    if (generations.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Long> numbers = numbers(generations);
    if (numbers.isEmpty()) {
      return Map.of();
    }
    QueueSums sums = sums(numbers.values());
    Map<UUID, QueueState> ahead = new HashMap<>();
    numbers.forEach((id, number) -> ahead.put(id, sums.below(number)));
    return ahead;
  }

  private Map<UUID, Long> numbers(Collection<UUID> generations) {
    Map<UUID, Long> numbers = new HashMap<>();
    jdbc.sql(
            """
            select id, queue_number from generation where id in (:ids) and status = 'QUEUED'
            """)
        .param("ids", generations)
        .query(
            (RowCallbackHandler)
                row -> numbers.put(row.getObject("id", UUID.class), row.getLong("queue_number")));
    return numbers;
  }

  /** In one statement, so that it sees all at one moment. */
  private QueueSums sums(Collection<Long> numbers) {
    List<Long> chunks = numbers.stream().map(number -> number / CHUNK).distinct().toList();
    StringBuilder ranges = new StringBuilder("false");
    for (int i = 0; i < chunks.size(); i++) {
      ranges.append(" or queue_number between :from%d and :to%d".formatted(i, i));
    }
    JdbcClient.StatementSpec query =
        jdbc.sql(
            """
            select true as whole, chunk as number, depth, nfe from queue_chunk
            union all
            select false, queue_number, 1, nfe_limit from generation
            where status = 'QUEUED' and (%s)
            """
                .formatted(ranges));
    for (int i = 0; i < chunks.size(); i++) {
      long from = chunks.get(i) * CHUNK;
      query = query.param("from" + i, from).param("to" + i, from + CHUNK - 1);
    }
    QueueSums sums = new QueueSums();
    query.query((RowCallbackHandler) sums::add);
    return sums;
  }
}
