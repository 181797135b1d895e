package dev.rollover.store;

import static dev.rollover.store.Timestamps.toDatabase;

import dev.rollover.generation.Continuation;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.ResolvedRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of generations. */
@Repository
public class GenerationStore {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;

  public GenerationStore(NamedParameterJdbcOperations jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
  }

  /** Writes new generations, of whose logs the first event is written with them. */
  void insert(List<Generation> generations, long firstNumber) {
    batches.batchUpdate(
        """
        insert into generation (id, status, request, continuation, warnings, outcome, error, nfe_limit,
          attempt, forgiven, cancel_requested, last_event, created_at, started_at, ended_at, queue_number)
        values (:id, :status, :request, :continuation, :warnings, :outcome, null, :nfeLimit,
          :attempt, :forgiven, :cancelRequested, 1, :createdAt, null, null, :number)
        """,
        IntStream.range(0, generations.size())
            .mapToObj(index -> row(generations.get(index), firstNumber + index))
            .toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(Generation generation, long number) {
    Continuation continuation = generation.continuation();
    return new MapSqlParameterSource("id", generation.id())
        .addValue("status", generation.status().name())
        .addValue("request", Json.write(generation.request()))
        .addValue("continuation", continuation == null ? null : Json.write(continuation))
        .addValue("warnings", Json.write(generation.warnings()))
        .addValue("outcome", Json.write(generation.outcome()))
        .addValue("nfeLimit", generation.ownNfe())
        .addValue("attempt", generation.attempt())
        .addValue("forgiven", generation.forgiven())
        .addValue("cancelRequested", generation.cancelRequested())
        .addValue("createdAt", toDatabase(generation.createdAt()))
        .addValue("number", number);
  }

  /** Writes what a transition changes. */
  void update(Generation generation) {
    GenerationError error = generation.error();
    jdbc.sql(
            """
            update generation set status = :status, outcome = :outcome, error = :error,
              attempt = :attempt, forgiven = :forgiven, cancel_requested = :cancelRequested,
              started_at = :startedAt, ended_at = :endedAt
            where id = :id
            """)
        .param("id", generation.id())
        .param("status", generation.status().name())
        .param("outcome", Json.write(generation.outcome()))
        .param("error", error == null ? null : Json.write(error))
        .param("attempt", generation.attempt())
        .param("forgiven", generation.forgiven())
        .param("cancelRequested", generation.cancelRequested())
        .param("startedAt", toDatabase(generation.startedAt()))
        .param("endedAt", toDatabase(generation.endedAt()))
        .update();
  }

  public Optional<Generation> find(UUID id) {
    return jdbc.sql("select * from generation where id = :id")
        .param("id", id)
        .query(GenerationStore::read)
        .optional();
  }

  /** Like {@link #find}, and nobody else changes it before this transaction ends. */
  Optional<Generation> lock(UUID id) {
    return jdbc.sql("select * from generation where id = :id for update")
        .param("id", id)
        .query(GenerationStore::read)
        .optional();
  }

  /** Whether there was one to delete; all that belongs to it goes with it. */
  boolean delete(UUID id) {
    return jdbc.sql("delete from generation where id = :id").param("id", id).update() == 1;
  }

  /**
   * Generations older than the cursor, the newest first.
   *
   * @param status only these; all when absent
   * @param before where the page before ended; from the newest when absent
   */
  public List<Generation> page(
      @Nullable GenerationStatus status, @Nullable Cursor before, int limit) {
    String conditions =
        (status == null ? "" : " and status = :status")
            + (before == null
                ? ""
                : " and (created_at < :createdAt or (created_at = :createdAt and id < :id))");
    JdbcClient.StatementSpec query =
        jdbc.sql(
                "select * from generation where true"
                    + conditions
                    + " order by created_at desc, id desc fetch first :limit rows only")
            .param("limit", limit);
    if (status != null) {
      query = query.param("status", status.name());
    }
    if (before != null) {
      query = query.param("createdAt", toDatabase(before.createdAt())).param("id", before.id());
    }
    return query.query(GenerationStore::read).list();
  }

  /** The generations that run, the oldest first. */
  public List<Generation> running() {
    return jdbc.sql("select * from generation where status = 'RUNNING' order by created_at, id")
        .query(GenerationStore::read)
        .list();
  }

  private static Generation read(ResultSet row, int number) throws SQLException {
    String continuation = row.getString("continuation");
    String error = row.getString("error");
    return new Generation(
        row.getObject("id", UUID.class),
        Json.read(row.getString("request"), ResolvedRequest.class),
        continuation == null ? null : Json.read(continuation, Continuation.class),
        List.of(Json.read(row.getString("warnings"), String[].class)),
        GenerationStatus.valueOf(row.getString("status")),
        Objects.requireNonNull(Timestamps.read(row, "created_at")),
        Timestamps.read(row, "started_at"),
        Timestamps.read(row, "ended_at"),
        row.getInt("attempt"),
        row.getInt("forgiven"),
        row.getBoolean("cancel_requested"),
        Json.read(row.getString("outcome"), Outcome.class),
        error == null ? null : Json.read(error, GenerationError.class));
  }
}
