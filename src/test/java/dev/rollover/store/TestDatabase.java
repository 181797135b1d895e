package dev.rollover.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh database, of which nobody else knows: H2 in memory, or one of PostgreSQL's server. */
public final class TestDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 20;

  private final Vendor vendor;
  private final DatabaseAddress address;
  private final HikariDataSource pool;

  private TestDatabase(Vendor vendor, DatabaseAddress address) {
    this.vendor = vendor;
    this.address = address;
    this.pool = pool(address);
  }

  /** One that has the schema. */
  public static TestDatabase migrated(Vendor vendor) {
    if (vendor == Vendor.POSTGRESQL) {
      return new TestDatabase(vendor, PostgresServer.ofThisJvm().createMigrated());
    }
    TestDatabase database = empty(vendor);
    migrate(vendor, database.address);
    return database;
  }

  /** One that has nothing yet. */
  public static TestDatabase empty(Vendor vendor) {
    return new TestDatabase(
        vendor,
        switch (vendor) {
          case H2 ->
              new DatabaseAddress(
                  "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
          case POSTGRESQL -> PostgresServer.ofThisJvm().createEmpty();
        });
  }

  static void migrate(Vendor vendor, DatabaseAddress address) {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password())
        .locations("classpath:db/migration/" + vendor.name().toLowerCase(Locale.ROOT))
        .load()
        .migrate();
  }

  private static HikariDataSource pool(DatabaseAddress address) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.url());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    return new HikariDataSource(config);
  }

  public Vendor vendor() {
    return vendor;
  }

  /** For other processes too, where it is PostgreSQL. */
  public DatabaseAddress address() {
    return address;
  }

  public DataSource dataSource() {
    return pool;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(pool);
  }

  public NamedParameterJdbcOperations batches() {
    return new NamedParameterJdbcTemplate(pool);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(pool));
  }

  @Override
  public void close() {
    if (vendor == Vendor.H2) {
      jdbc().sql("shutdown").update();
    }
    pool.close();
    if (vendor == Vendor.POSTGRESQL) {
      PostgresServer.ofThisJvm().drop(address);
    }
  }
}
