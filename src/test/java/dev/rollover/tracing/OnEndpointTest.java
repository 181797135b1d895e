package dev.rollover.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

class OnEndpointTest {

  private static final String ENDPOINT = "http://localhost:1/v1/traces";

  /** This room alone. */
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @Import(TracingConfiguration.class)
  static class Service {

    @Bean
    InstantSource clock() {
      return InstantSource.system();
    }
  }

  @Test
  void without_an_endpoint_nothing_of_tracing_is_there() {
    try (ConfigurableApplicationContext service = start()) {
      assertThat(service.getBeanDefinitionNames())
          .noneMatch(name -> name.contains("tracing") || name.contains("Tracing"))
          .noneMatch(name -> name.contains("opentelemetry") || name.contains("OpenTelemetry"));
    }
  }

  @Test
  void an_empty_endpoint_is_none() {
    try (ConfigurableApplicationContext service = start("--" + OnEndpoint.PROPERTY + "=")) {
      assertThat(service.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
    }
  }

  @Test
  void with_an_endpoint_runs_requests_and_calls_are_traced() {
    String endpoint = "--" + OnEndpoint.PROPERTY + "=" + ENDPOINT;
    try (ConfigurableApplicationContext service = start(endpoint)) {
      assertThat(service.getBean(RunTraces.class)).isNotNull();
      assertThat(service.getBean(CallTraces.class)).isNotNull();
      assertThat(service.getBean(RequestTraces.class)).isNotNull();
    }
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(Service.class)
        .web(WebApplicationType.NONE)
        // There is no database here.
        .properties("management.endpoint.health.validate-group-membership=false")
        .run(arguments);
  }
}
