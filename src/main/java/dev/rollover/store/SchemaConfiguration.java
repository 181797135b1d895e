package dev.rollover.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which schema is used, and that it is the right one before anything else uses it. */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

  @Bean
  FlywayMigrationStrategy migration() {
    return flyway -> new Schema(flyway).migrate();
  }

  /** Migrates the schema that the service uses, also where another role does it. */
  @Bean
  FlywayConfigurationCustomizer sameSchema(DataSource dataSource) {
    return configuration -> configuration.defaultSchema(schemaOf(dataSource));
  }

  /** Where others migrate, this process only looks whether they have. */
  @Bean
  @ConditionalOnProperty(name = "spring.flyway.enabled", havingValue = "false")
  InitializingBean schemaCheck(DataSource dataSource) {
    return () ->
        new Schema(
                Flyway.configure()
                    .dataSource(dataSource)
                    .defaultSchema(schemaOf(dataSource))
                    .locations(migrationsFor(dataSource))
                    .load())
            .requireCurrent();
  }

  private static String migrationsFor(DataSource dataSource) {
    String url = ask(dataSource, connection -> connection.getMetaData().getURL());
    return "classpath:db/migration/" + DatabaseDriver.fromJdbcUrl(url).getId();
  }

  private static String schemaOf(DataSource dataSource) {
    return ask(dataSource, Connection::getSchema);
  }

  private static String ask(DataSource dataSource, ConnectionCallback<String> question) {
    return Objects.requireNonNull(new JdbcTemplate(dataSource).execute(question));
  }

  /**
   * PostgreSQL looks first into a schema that goes by the role's name, so that two roles might not
   * see the same tables: here all look into {@code public} unless they are told otherwise.
   */
  @Bean
  static BeanPostProcessor publicSchema() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && usesSchemaOfRole(pool)) {
          pool.setSchema("public");
        }
        return bean;
      }
    };
  }

  private static boolean usesSchemaOfRole(HikariDataSource pool) {
    String url = pool.getJdbcUrl();
    return url != null
        && DatabaseDriver.fromJdbcUrl(url) == DatabaseDriver.POSTGRESQL
        && !url.contains("currentSchema=")
        && pool.getSchema() == null;
  }
}
