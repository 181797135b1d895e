package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class ApiPropertiesTest {

  @EnableConfigurationProperties(ApiProperties.class)
  static class Service {}

  private final ApplicationContextRunner service =
      new ApplicationContextRunner().withUserConfiguration(Service.class);

  @Test
  void every_property_has_a_default() {
    service.run(
        context ->
            assertThat(context.getBean(ApiProperties.class))
                .isEqualTo(new ApiProperties(DataSize.ofKilobytes(64), Duration.ofSeconds(15))));
  }

  @Test
  void every_property_can_be_set() {
    service
        .withPropertyValues("rollover.api.max-body=1MB", "rollover.api.heartbeat=5s")
        .run(
            context ->
                assertThat(context.getBean(ApiProperties.class))
                    .isEqualTo(new ApiProperties(DataSize.ofMegabytes(1), Duration.ofSeconds(5))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rollover.api.max-body=0",
        "rollover.api.heartbeat=0s",
        "rollover.api.maximum-body=1MB"
      })
  void what_makes_no_sense_stops_the_start(String property) {
    service.withPropertyValues(property).run(context -> assertThat(context).hasFailed());
  }
}
