package dev.rollover.api;

import dev.rollover.request.Catalogue;
import dev.rollover.time.Ticker;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** This room alone behind a real port, with the rooms below it in memory. */
@EnableAutoConfiguration(
    exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
@ComponentScan
class ApiService {

  @Bean
  FakeGenerations generations() {
    return new FakeGenerations();
  }

  @Bean
  FakeEstimates estimates() {
    return new FakeEstimates();
  }

  @Bean
  Catalogue catalogue() {
    return new FakeCatalogue();
  }

  @Bean
  Ticker ticker() {
    return Ticker.system();
  }
}
