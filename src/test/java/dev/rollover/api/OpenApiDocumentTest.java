package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.client.RestTestClient;

@ApiTest
class OpenApiDocumentTest {

  private static final Path DOCUMENT = Path.of("openapi.yaml");

  @Autowired RestTestClient client;

  @Test
  void the_document_at_the_root_is_what_the_code_says() throws Exception {
    byte[] generated =
        client
            .get()
            .uri("/v3/api-docs.yaml")
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody(byte[].class)
            .returnResult()
            .getResponseBody();
    assertThat(generated).isNotNull();
    if (Boolean.getBoolean("rollover.openapi.write")) {
      Files.write(DOCUMENT, generated);
    }

    assertThat(DOCUMENT)
        .as(
            """
            openapi.yaml is not what the code says any more. If that is intended, write it anew:
              mvn test -Dtest=OpenApiDocumentTest -Drollover.openapi.write=true\
            """)
        .hasBinaryContent(generated);
  }

  @Test
  void the_page_for_people_is_served() {
    client.get().uri("/swagger-ui/index.html").exchange().expectStatus().isOk();
  }
}
