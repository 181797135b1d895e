package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.reward.vlm.EndpointProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointFileTest {

  @TempDir private Path folder;

  @Test
  void has_endpoints_as_the_service_is_told_of_them() throws IOException {
    List<EndpointProperties> endpoints =
        read(
            "service.yaml",
            """
            server.port: 8081
            rollover:
              rewards:
                vlm:
                  - name: judge
                    url: http://localhost:8000/v1
                    model: qwen
                    max-pixels: 4096
                    api-key: ${EndpointFileTest.none:sk-secret}
                  - url: http://localhost:8001/v1
                    model: llava
            """);

    assertThat(endpoints).extracting(EndpointProperties::name).containsExactly("judge", "vlm");
    assertThat(endpoints.getFirst().asked())
        .containsEntry("url", "http://localhost:8000/v1")
        .containsEntry("model", "qwen")
        .containsEntry("max-pixels", 4096)
        .doesNotContainValue("sk-secret");
  }

  @Test
  void may_be_a_properties_file() throws IOException {
    assertThat(
            read(
                "service.properties",
                """
                rollover.rewards.vlm[0].url=http://localhost:8000/v1
                rollover.rewards.vlm[0].model=qwen
                """))
        .extracting(EndpointProperties::model)
        .containsExactly("qwen");
  }

  @Test
  void is_refused_where_a_property_is_unknown_or_wrong() {
    assertThatThrownBy(() -> read("a.yaml", "rollover.rewards.vlm: [{urk: x}]"))
        .rootCause()
        .hasMessageContaining("rollover.rewards.vlm[0].urk");
    assertThatThrownBy(
            () -> read("b.yaml", "rollover.rewards.vlm: [{url: 'ftp://x/v1', model: qwen}]"))
        .rootCause()
        .hasMessageContaining("must be http or https");
    assertThatThrownBy(() -> EndpointFile.read(folder.resolve("none.yaml")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private List<EndpointProperties> read(String name, String text) throws IOException {
    return EndpointFile.read(Files.writeString(folder.resolve(name), text));
  }
}
