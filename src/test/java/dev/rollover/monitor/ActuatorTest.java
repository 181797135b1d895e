package dev.rollover.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.api.FakeGenerations;
import dev.rollover.api.Samples;
import dev.rollover.generation.GenerationStarted;
import dev.rollover.run.GenerationProgressed;
import dev.rollover.search.JudgeUse;
import dev.rollover.search.Ledger;
import dev.rollover.search.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.test.web.servlet.client.RestTestClient;

@SpringBootTest(
    classes = ActuatorTest.Service.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    // There is no database here.
    properties = {
      "management.endpoint.health.group.readiness.include=readinessState",
      "management.endpoint.health.group.devices.include=readinessState",
      "management.endpoint.health.group.rewards.include=readinessState"
    })
@AutoConfigureRestTestClient
class ActuatorTest {

  /** This room alone, with the rooms below it in memory. */
  @EnableAutoConfiguration(
      exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
  @ComponentScan
  static class Service {

    @Bean
    FakeGenerations generations() {
      return new FakeGenerations();
    }
  }

  @Autowired RestTestClient client;
  @Autowired ApplicationEventPublisher events;
  @Autowired FakeGenerations generations;

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void a_generation_runs() {
    generations.reset();
    generations.put(Samples.running(id));
    events.publishEvent(new GenerationStarted(Samples.running(id), Duration.ofSeconds(2)));
    events.publishEvent(
        new GenerationProgressed(Samples.running(id), Ledger.EMPTY, ledger(137), -2.0));
  }

  private static Ledger ledger(int searched) {
    return new Ledger(Map.of(Phase.SEARCH, searched), 0, 0, 0, 0, 0, 0, 0, Map.of(), JudgeUse.NONE);
  }

  @Test
  void the_meters_are_on_the_prometheus_page() {
    String page =
        client
            .get()
            .uri("/actuator/prometheus")
            .exchange()
            .expectBody(String.class)
            .returnResult()
            .getResponseBody();

    assertThat(page)
        .contains("rollover_nfe_total", "rollover_queue_depth", "rollover_queue_nfe")
        .contains("rollover_queue_wait_seconds_count", "rollover_database_silence_seconds")
        .doesNotContain(id.toString());
  }

  @Test
  void running_generations_are_shown_with_ledger_and_curve() {
    events.publishEvent(
        new GenerationProgressed(Samples.running(id), ledger(137), ledger(160), -1.0));

    client
        .get()
        .uri("/actuator/generations")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.running[0].id")
        .isEqualTo(id.toString())
        .jsonPath("$.running[0].spending.nfe.used")
        .isEqualTo(137)
        .jsonPath("$.running[0].curve['30%']")
        .isEqualTo(-2.0)
        .jsonPath("$.queue.depth")
        .isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"liveness", "readiness"})
  void liveness_and_readiness_are_asked_apart(String probe) {
    client
        .get()
        .uri("/actuator/health/" + probe)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("UP");
  }

  @Test
  void devices_are_shown_where_there_are_any() {
    client
        .get()
        .uri("/actuator/devices")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.devices")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "beans", "heapdump", "configprops", "shutdown"})
  void nothing_else_is_exposed(String endpoint) {
    client.get().uri("/actuator/" + endpoint).exchange().expectStatus().isNotFound();
  }
}
