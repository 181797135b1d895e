package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

@ApiTest
@TestPropertySource(properties = "server.servlet.context-path=/rollover")
class ContextPathTest {

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  @Test
  void every_link_begins_with_the_context_path() {
    UUID id = UUID.randomUUID();
    generations.put(Samples.succeeded(id));

    client
        .get()
        .uri("/v1/generations/{id}", id)
        .exchange()
        .expectBody()
        .jsonPath("$.images[0].url")
        .isEqualTo("/rollover/v1/generations/" + id + "/images/0");
    client
        .post()
        .uri("/v1/generations")
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"prompt\": \"p\"}")
        .exchange()
        .expectHeader()
        .value(
            "Location", location -> assertThat(location).startsWith("/rollover/v1/generations/"));
  }

  @Test
  void the_document_and_its_page_follow() {
    client
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectBody()
        .jsonPath("$.servers[0].url")
        .isEqualTo("/rollover");
    client
        .get()
        .uri("/swagger-ui.html")
        .exchange()
        .expectHeader()
        .value(
            "Location",
            location -> assertThat(location).endsWith("/rollover/swagger-ui/index.html"));
  }
}
