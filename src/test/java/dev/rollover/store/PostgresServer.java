package dev.rollover.store;

import ch.qos.logback.classic.Level;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL of this JVM's tests: a container where a Docker engine answers, else a server from
 * a jar; the log says which. {@code ROLLOVER_TEST_POSTGRES=container} in the environment wants the
 * container and nothing else, {@code embedded} the jar.
 */
final class PostgresServer {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);

  private static final String CHOICE = "ROLLOVER_TEST_POSTGRES";
  private static final String IMAGE = "postgres:17";
  private static final int CONNECTIONS = 300;
  private static final String TEMPLATE = "migrated";

  /** One for all tests: a server takes seconds to start, a database of it a tenth of one. */
  private static final class Holder {
    static final PostgresServer SERVER = new PostgresServer(start());
  }

  private final DatabaseAddress server;
  private final JdbcClient jdbc;
  private final AtomicInteger created = new AtomicInteger();

  private PostgresServer(DatabaseAddress server) {
    this.server = server;
    this.jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(server.url(), server.user(), server.password()));
    create(TEMPLATE, "template1");
    TestDatabase.migrate(Vendor.POSTGRESQL, at(TEMPLATE));
    LOG.info("PostgreSQL is {}", jdbc.sql("select version()").query(String.class).single());
  }

  static PostgresServer ofThisJvm() {
    return Holder.SERVER;
  }

  private static DatabaseAddress start() {
    String choice = System.getenv().getOrDefault(CHOICE, "any");
    return switch (choice) {
      case "container" -> startContainer();
      case "embedded" -> startEmbedded();
      case "any" -> startAny();
      default ->
          throw new IllegalStateException(
              CHOICE + " must be any, container or embedded, not " + choice);
    };
  }

  private static DatabaseAddress startAny() {
    if (!DockerEngine.answers()) {
      return startEmbedded();
    }
    if (!DockerEngine.has(IMAGE)) {
      LOG.warn("A DOCKER ENGINE ANSWERS, BUT THE IMAGE {} IS NOT TO BE HAD", IMAGE);
      return startEmbedded();
    }
    return startContainer();
  }

  // It stops with this JVM: Testcontainers sees to that.
  @SuppressWarnings("resource")
  private static DatabaseAddress startContainer() {
    DockerEngine.fitClient();
    Stream.of("org.testcontainers", "tc", "com.github.dockerjava").forEach(PostgresServer::silence);
    PostgreSQLContainer container =
        new PostgreSQLContainer(IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + CONNECTIONS);
    container.start();
    LOG.info("Tests use PostgreSQL in a container of {}", IMAGE);
    return new DatabaseAddress(
        container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  private static DatabaseAddress startEmbedded() {
    try {
      // It stops with this JVM, of itself.
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", Integer.toString(CONNECTIONS))
              .start();
      LOG.info("Tests use PostgreSQL embedded from a jar, not in a container");
      return new DatabaseAddress(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void silence(String logger) {
    ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger(logger)).setLevel(Level.WARN);
  }

  /** A fresh database with the schema. */
  DatabaseAddress createMigrated() {
    return create("test_" + created.incrementAndGet(), TEMPLATE);
  }

  /** A fresh database without anything. */
  DatabaseAddress createEmpty() {
    return create("test_" + created.incrementAndGet(), "template1");
  }

  private DatabaseAddress create(String name, String template) {
    jdbc.sql("create database %s template %s".formatted(name, template)).update();
    return at(name);
  }

  void drop(DatabaseAddress database) {
    jdbc.sql("drop database %s with (force)".formatted(database.name())).update();
  }

  private DatabaseAddress at(String name) {
    return new DatabaseAddress(
        server.url().replace("/" + server.name(), "/" + name), server.user(), server.password());
  }
}
