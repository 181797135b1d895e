package dev.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the Helm chart sets is what the service reads. */
class ChartTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path CHART = Path.of("helm/rollover");

  @Test
  void every_property_that_the_chart_takes_is_one_of_the_services() throws IOException {
    JsonNode schema = JSON.readTree(Files.readString(CHART.resolve("values.schema.json")));
    JsonNode properties = schema.path("properties").path("rollover");

    assertThat(leaves("rollover", properties)).hasSizeGreaterThan(15).isSubsetOf(properties());
  }

  @Test
  void what_the_chart_sets_of_spring_boots_is_there_too() throws IOException {
    assertThat(properties())
        .contains(
            "spring.lifecycle.timeout-per-shutdown-phase",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "logging.structured.format.console",
            "management.opentelemetry.tracing.export.otlp.endpoint");
  }

  private static Stream<String> leaves(String name, JsonNode schema) {
    JsonNode parts = schema.path("properties");
    return parts.isMissingNode()
        ? Stream.of(name)
        : parts.properties().stream()
            .flatMap(part -> leaves(name + "." + part.getKey(), part.getValue()));
  }

  /** The names that the service and its libraries document. */
  private static Set<String> properties() throws IOException {
    String metadata = "META-INF/spring-configuration-metadata.json";
    return Collections.list(ChartTest.class.getClassLoader().getResources(metadata)).stream()
        .flatMap(ChartTest::names)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(URL metadata) {
    try (InputStream text = metadata.openStream()) {
      return JSON.readTree(text).path("properties").valueStream().toList().stream()
          .map(property -> property.path("name").stringValue());
    } catch (IOException e) {
      throw new IllegalStateException(metadata.toString(), e);
    }
  }
}
