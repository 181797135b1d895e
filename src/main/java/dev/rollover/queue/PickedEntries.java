package dev.rollover.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The entries of db-scheduler's table that some process has picked and works on. */
@Component
class PickedEntries {

  private final JdbcClient jdbc;

  PickedEntries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A sign of life.
   *
   * @param version of the entry, which grows whenever it is picked or released
   * @param heartbeat by the clock of the process that picked it: it means nothing but that it is
   *     another one than before
   */
  record Beat(UUID generation, long version, OffsetDateTime heartbeat) {}

  /** The last beat of each. */
  Set<Beat> beats() {
    // Entries that are not picked have no heartbeat; asked for like this, an index finds the rest.
    return jdbc
        .sql(
            """
            select task_instance, version, last_heartbeat from scheduled_tasks
            where last_heartbeat > :always and picked = true and task_name = :task
            """)
        .param("always", Instant.EPOCH.atOffset(ZoneOffset.UTC))
        .param("task", GenerationQueue.TASK)
        .query(
            (row, number) ->
                new Beat(
                    UUID.fromString(row.getString("task_instance")),
                    row.getLong("version"),
                    row.getObject("last_heartbeat", OffsetDateTime.class)))
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Releases an entry for others to pick, unless its process has beaten again meanwhile.
   *
   * @return whether it is released now
   */
  boolean release(Beat last) {
    return jdbc.sql(
                """
                update scheduled_tasks
                set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
                where task_name = :task and task_instance = :instance and version = :version
                  and last_heartbeat = :heartbeat
                """)
            .param("task", GenerationQueue.TASK)
            .param("instance", last.generation().toString())
            .param("version", last.version())
            .param("heartbeat", last.heartbeat())
            .update()
        == 1;
  }
}
