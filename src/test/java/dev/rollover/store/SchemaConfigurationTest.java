package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two roles on one PostgreSQL: one migrates, the other runs. */
class SchemaConfigurationTest {

  private static final List<String> TABLES =
      List.of(
          "generation",
          "generation_event",
          "generation_image",
          "generation_trace",
          "generation_checkpoint",
          "idempotency_key",
          "queue_chunk",
          "scheduled_tasks");

  private final TestDatabase database = TestDatabase.empty(Vendor.POSTGRESQL);
  private final String name = database.address().name();
  private final String migrator = "migrator_" + name;
  private final String service = "service_" + name;

  SchemaConfigurationTest() throws IOException {
    for (String role : List.of(migrator, service)) {
      execute("create role %s login password 'secret'".formatted(role));
      // What would catch every table, were the schema left to the role.
      execute("create schema %s authorization %s".formatted(role, role));
    }
    String rights =
        new ClassPathResource("db/rights/postgresql.sql")
            .getContentAsString(StandardCharsets.UTF_8)
            .replaceAll("(?m)^--.*$", "")
            .replace(":migrator", migrator)
            .replace(":service", service);
    execute(rights);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void one_role_migrates_and_the_other_has_all_that_the_service_needs_and_no_more() {
    as(migrator).run(context -> assertThat(context).hasNotFailed());

    as(service)
        .withPropertyValues("spring.flyway.enabled=false")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
              for (String table : TABLES) {
                assertThat(jdbc.sql("delete from public." + table).update()).isZero();
                assertThat(jdbc.sql("select * from " + table).query().listOfRows()).isEmpty();
              }
              assertThat(jdbc.sql("update queue_counter set last_number = 7").update()).isOne();
              assertThatThrownBy(() -> jdbc.sql("create table public.mine (x int)").update())
                  .rootCause()
                  .hasMessageContaining("permission denied");
              assertThatThrownBy(() -> jdbc.sql("drop table generation_event").update())
                  .rootCause()
                  .hasMessageContaining("must be owner");
            });
  }

  @Test
  void the_service_role_does_not_start_before_the_schema_is_there() {
    as(service)
        .withPropertyValues("spring.flyway.enabled=false")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(SchemaMismatchException.class));
  }

  @Test
  void a_refusal_says_what_helps() {
    SchemaMismatchException refusal = new SchemaMismatchException("too new", "a newer program");

    FailureAnalysis analysis =
        Objects.requireNonNull(
            new SchemaMismatchAnalyzer().analyze(new IllegalStateException("no bean", refusal)));

    assertThat(analysis.getDescription()).isEqualTo("too new");
    assertThat(analysis.getAction()).isEqualTo("a newer program");
  }

  private ApplicationContextRunner as(String role) {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class))
        .withUserConfiguration(SchemaConfiguration.class)
        .withPropertyValues(
            "spring.datasource.url=" + database.address().url(),
            "spring.datasource.username=" + role,
            "spring.datasource.password=secret",
            "spring.flyway.locations=classpath:db/migration/{vendor}");
  }

  private void execute(String sql) {
    database.jdbc().sql(sql).update();
  }
}
