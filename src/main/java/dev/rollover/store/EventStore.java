package dev.rollover.store;

import static dev.rollover.store.Timestamps.toDatabase;

import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of each generation's events. */
@Repository
public class EventStore {

  private final JdbcClient jdbc;

  public EventStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
    long id = last - events.size();
    for (GenerationEvent event : events) {
      insert(generation, new StoredEvent(++id, now, event));
    }
  }

  private void insert(UUID generation, StoredEvent event) {
    jdbc.sql(
            """
            insert into generation_event (generation_id, id, name, data, occurred_at)
            values (:generation, :id, :name, :data, :at)
            """)
        .param("generation", generation)
        .param("id", event.id())
        .param("name", event.event().name())
        .param("data", Json.write(event.event()))
        .param("at", toDatabase(event.at()))
        .update();
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
