package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.store.Vendor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class JsonLogTest {

  private final RunFixture house = new RunFixture(Vendor.H2);

  /** Nothing but the log. */
  @Configuration(proxyBeanMethods = false)
  static class Service {}

  @AfterEach
  void close() {
    forgetHowToLog();
    house.close();
  }

  /** The log is set up once in a JVM: by this test, and by the next that starts a service. */
  private static void forgetHowToLog() {
    LoggingSystem.get(JsonLogTest.class.getClassLoader()).cleanUp();
  }

  @Test
  void a_property_makes_the_log_json_and_what_a_run_logs_has_its_generation(CapturedOutput output) {
    Generation accepted = house.accepted("bright");
    house.runner =
        (generation, watch) -> {
          throw new IllegalStateException("broken");
        };

    try (ConfigurableApplicationContext service = start()) {
      assertThat(service.isActive()).isTrue();
      house.work(accepted);
    }

    JsonNode line =
        output
            .getOut()
            .lines()
            .filter(text -> text.startsWith("{") && text.contains("failed"))
            .map(JsonMapper.builder().build()::readTree)
            .findFirst()
            .orElseThrow();
    assertThat(line.path("generation").stringValue()).isEqualTo(accepted.id().toString());
    assertThat(line.path("error").path("message").stringValue()).isEqualTo("broken");
    assertThat(line.path("log").path("level").stringValue()).isEqualTo("WARN");
  }

  private static ConfigurableApplicationContext start() {
    forgetHowToLog();
    return new SpringApplicationBuilder(Service.class)
        .web(WebApplicationType.NONE)
        .run("--logging.structured.format.console=ecs");
  }
}
