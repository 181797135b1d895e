package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AbandonedSessionsTest {

  private final AbandonedSessions abandoned = new AbandonedSessions();

  @Test
  void postgresql_ends_a_session_that_rests_in_a_transaction() {
    try (TestDatabase database = TestDatabase.empty(Vendor.POSTGRESQL);
        HikariDataSource pool = pool(database)) {
      assertThat(
              JdbcClient.create(pool)
                  .sql("show idle_in_transaction_session_timeout")
                  .query(String.class)
                  .single())
          .isEqualTo("30s");
    }
  }

  @Test
  void other_databases_and_who_says_otherwise_are_left_alone() {
    try (TestDatabase database = TestDatabase.empty(Vendor.H2);
        HikariDataSource pool = pool(database)) {
      assertThat(pool.getConnectionInitSql()).isNull();
    }
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl("jdbc:postgresql:rollover");
      pool.setConnectionInitSql("select 1");
      abandoned.postProcessBeforeInitialization(pool, "dataSource");
      assertThat(pool.getConnectionInitSql()).isEqualTo("select 1");
    }
  }

  private HikariDataSource pool(TestDatabase database) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(database.address().url());
    pool.setUsername(database.address().user());
    pool.setPassword(database.address().password());
    abandoned.postProcessBeforeInitialization(pool, "dataSource");
    return pool;
  }
}
