package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SchemaTest {

  private final TestDatabase database;

  SchemaTest(Vendor vendor) {
    database = TestDatabase.empty(vendor);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_empty_database_is_migrated_and_then_current() {
    schema().migrate();

    assertThatCode(() -> schema().requireCurrent()).doesNotThrowAnyException();
    assertThat(database.jdbc().sql("select last_number from queue_counter").query().singleValue())
        .isEqualTo(0L);
  }

  @Test
  void one_that_is_newer_than_the_program_is_refused_with_both_versions() {
    schema().migrate();
    String newest = flyway().load().info().current().getVersion().getVersion();
    database
        .jdbc()
        .sql(
            """
            insert into "flyway_schema_history" ("installed_rank", "version", "description",
              "type", "script", "checksum", "installed_by", "execution_time", "success")
            values (1000, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'later', 1, true)
            """)
        .update();

    String message =
        "The database is at version 9999 of the schema, this program knows up to version "
            + newest
            + ".";
    assertThatThrownBy(() -> schema().migrate())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> schema().requireCurrent())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessage(message);
  }

  @Test
  void who_does_not_migrate_refuses_one_that_is_older_than_the_program() {
    flyway().target("4").load().migrate();

    assertThatThrownBy(() -> schema().requireCurrent())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageStartingWith("The database is at version 4 of the schema, this program needs");
  }

  @Test
  void who_does_not_migrate_refuses_an_empty_one() {
    assertThatThrownBy(() -> schema().requireCurrent())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageStartingWith("The database is at version 0 of the schema, this program needs");
  }

  @Test
  void one_that_other_migrations_made_is_refused() {
    schema().migrate();
    database
        .jdbc()
        .sql("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '4'")
        .update();

    assertThatThrownBy(() -> schema().requireCurrent())
        .isInstanceOf(SchemaMismatchException.class)
        .hasMessageContaining("was not brought to version");
    assertThatThrownBy(() -> schema().migrate()).hasMessageContaining("checksum");
  }

  private Schema schema() {
    return new Schema(flyway().load());
  }

  private FluentConfiguration flyway() {
    return Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:db/migration/" + database.vendor().name().toLowerCase(Locale.ROOT));
  }
}
