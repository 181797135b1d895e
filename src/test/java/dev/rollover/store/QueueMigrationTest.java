package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.QueueState;
import dev.rollover.generation.Samples;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database from before the queue had numbers, with work in it. */
@OnEveryDatabase
class QueueMigrationTest {

  private final TestDatabase database;

  QueueMigrationTest(Vendor vendor) {
    database = TestDatabase.empty(vendor);
    flyway().target("3").load().migrate();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void what_waits_keeps_its_order_and_is_counted() {
    UUID last = stored("QUEUED", 3);
    UUID first = stored("QUEUED", 0);
    stored("RUNNING", 1);
    stored("SUCCEEDED", 2);

    flyway().load().migrate();

    QueueStore queue = new QueueStore(database.jdbc());
    assertThat(queue.state()).isEqualTo(new QueueState(2, 200, 1));
    assertThat(queue.ahead(List.of(first, last)))
        .isEqualTo(Map.of(first, new QueueState(0, 0, 0), last, new QueueState(1, 100, 0)));
    assertThat(queue.take(1)).isEqualTo(5);
    assertThat(dueTime(first)).isEqualTo(Instant.ofEpochMilli(1));
    assertThat(dueTime(last)).isEqualTo(Instant.ofEpochMilli(4));
  }

  @Test
  void the_first_number_of_an_empty_one_is_1() {
    flyway().load().migrate();

    QueueStore queue = new QueueStore(database.jdbc());
    assertThat(queue.state()).isEqualTo(new QueueState(0, 0, 0));
    assertThat(queue.take(1)).isEqualTo(1);
  }

  private UUID stored(String status, int second) {
    UUID id = UUID.randomUUID();
    OffsetDateTime created = Timestamps.toDatabase(Samples.NOON.plusSeconds(second));
    database
        .jdbc()
        .sql(
            """
            insert into generation (id, status, request, warnings, outcome, nfe_limit, attempt,
              cancel_requested, last_event, created_at)
            values (:id, :status, '{}', '[]', '{}', 100, 0, false, 0, :created)
            """)
        .param("id", id)
        .param("status", status)
        .param("created", created)
        .update();
    database
        .jdbc()
        .sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            values ('generation', :id, :created, false, 1)
            """)
        .param("id", id.toString())
        .param("created", created)
        .update();
    return id;
  }

  private Instant dueTime(UUID id) {
    return database
        .jdbc()
        .sql("select execution_time from scheduled_tasks where task_instance = :id")
        .param("id", id.toString())
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration/" + database.vendor().name().toLowerCase(Locale.ROOT));
  }
}
