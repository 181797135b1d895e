package dev.rollover.store;

import static dev.rollover.store.Timestamps.toDatabase;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of each generation's events. */
@Repository
public class EventStore {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;

  public EventStore(NamedParameterJdbcOperations jdbc) {
    this.jdbc = JdbcClient.create(jdbc);
    this.batches = jdbc;
  }

  /** Begins the logs of new generations with the event that each was accepted. */
  void begin(List<Generation> accepted, Instant now) {
    insert(
        accepted.stream()
            .map(
                generation ->
                    row(
                        generation.id(),
                        new StoredEvent(
                            1, now, new GenerationEvent.StatusChanged(generation.status(), 0)))));
  }

  /** Adds events to the log; the caller's transaction holds the generation's lock. */
  void append(UUID generation, List<? extends GenerationEvent> events, Instant now) {
    jdbc.sql("update generation set last_event = last_event + :added where id = :id")
        .param("added", events.size())
        .param("id", generation)
        .update();
    long last =
        jdbc.sql("select last_event from generation where id = :id")
            .param("id", generation)
            .query(Long.class)
            .single();
    long first = last - events.size() + 1;
    insert(
        IntStream.range(0, events.size())
            .mapToObj(
                index -> row(generation, new StoredEvent(first + index, now, events.get(index)))));
  }

  private void insert(Stream<SqlParameterSource> rows) {
    batches.batchUpdate(
        """
        insert into generation_event (generation_id, id, name, data, occurred_at)
        values (:generation, :id, :name, :data, :at)
        """,
        rows.toArray(SqlParameterSource[]::new));
  }

  private static SqlParameterSource row(UUID generation, StoredEvent event) {
    return new MapSqlParameterSource("generation", generation)
        .addValue("id", event.id())
        .addValue("name", event.event().name())
        .addValue("data", Json.write(event.event()))
        .addValue("at", toDatabase(event.at()));
  }

  /** The events above an id, in order. */
  public List<StoredEvent> after(UUID generation, long id) {
    return jdbc.sql(
            """
            select id, name, data, occurred_at from generation_event
            where generation_id = :generation and id > :id order by id
            """)
        .param("generation", generation)
        .param("id", id)
        .query(EventStore::read)
        .list();
  }

  private static StoredEvent read(ResultSet row, int number) throws SQLException {
    return new StoredEvent(
        row.getLong("id"),
        Objects.requireNonNull(Timestamps.read(row, "occurred_at")),
        Json.read(row.getString("data"), typeOf(row.getString("name"))));
  }

  private static Class<? extends GenerationEvent> typeOf(String name) {
    return switch (name) {
      case "status" -> GenerationEvent.StatusChanged.class;
      case "progress" -> GenerationEvent.Progress.class;
      case "preview" -> GenerationEvent.Preview.class;
      case "done" -> GenerationEvent.Done.class;
      default -> throw new IllegalStateException("no event goes by the name " + name);
    };
  }
}
