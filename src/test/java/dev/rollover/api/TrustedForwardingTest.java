package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.PropertyBinding;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ApiTest
class TrustedForwardingTest {

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void a_generation_has_ended() {
    generations.reset();
    generations.put(Samples.succeeded(id));
  }

  @Test
  void every_link_leads_back_through_the_proxy() {
    String image = "/images/v2/v1/generations/" + id + "/images/0";

    get("/v1/generations/" + id).expectBody().jsonPath("$.images[0].url").isEqualTo(image);
    get("/v1/generations").expectBody().jsonPath("$.generations[0].images[0].url").isEqualTo(image);
    client
        .post()
        .uri("/v1/generations")
        .headers(all -> proxied().forEach(all::set))
        .contentType(MediaType.APPLICATION_JSON)
        .body("{\"prompt\": \"p\"}")
        .exchange()
        .expectHeader()
        .value(
            "Location", location -> assertThat(location).startsWith("/images/v2/v1/generations/"));
    get("/v1/generations/" + UUID.randomUUID())
        .expectBody()
        .jsonPath("$.instance")
        .value(String.class, path -> assertThat(path).startsWith("/images/v2/v1/generations/"));
  }

  @Test
  void the_document_and_its_page_are_found_through_the_proxy() {
    get("/v3/api-docs").expectBody().jsonPath("$.servers[0].url").isEqualTo("/images/v2");
    get("/v3/api-docs/swagger-config")
        .expectBody()
        .jsonPath("$.url")
        .isEqualTo("/images/v2/v3/api-docs");
    get("/swagger-ui.html").expectHeader().location("/images/v2/swagger-ui/index.html");
  }

  @Test
  void who_comes_directly_is_answered_without_a_prefix() {
    client
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectBody()
        .jsonPath("$.servers[0].url")
        .isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example", "rollover", "/a b", "/a?b", "/<script>", "https://x"})
  void a_prefix_that_is_no_path_is_refused(String prefix) {
    ResponseSpec response =
        client.get().uri("/v1/models").header("X-Forwarded-Prefix", prefix).exchange();

    response.expectStatus().isBadRequest();
    response.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
    response
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("X-Forwarded-Prefix")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must be a path, such as /rollover");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, , https://app.example.com/p/v1/models",
    "::1, , https://app.example.com/p/v1/models",
    "203.0.113.7, , http://localhost/v1/models",
    "203.0.113.7, 203.0.113.0/24, https://app.example.com/p/v1/models",
    "127.0.0.1, 203.0.113.0/24, http://localhost/v1/models",
    "127.0.0.1, '', http://localhost/v1/models"
  })
  void only_a_trusted_proxy_is_believed(String sender, @Nullable String trusted, String url)
      throws Exception {
    Map<String, String> properties =
        trusted == null ? Map.of() : Map.of("rollover.api.trusted-proxies", trusted);
    ApiProperties api = PropertyBinding.bind("rollover.api", ApiProperties.class, properties);
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/models");
    request.setRemoteAddr(sender);
    request.addHeader("X-Forwarded-Host", "app.example.com");
    request.addHeader("X-Forwarded-Proto", "https");
    request.addHeader("X-Forwarded-Prefix", "/p");
    MockFilterChain chain = new MockFilterChain();

    new TrustedForwarding(api.trustedNetworks(), (asked, answered, handler, failure) -> null)
        .doFilter(request, new MockHttpServletResponse(), chain);

    assertThat(chain.getRequest())
        .isInstanceOfSatisfying(
            HttpServletRequest.class,
            seen -> {
              assertThat(seen.getRequestURL()).hasToString(url);
              assertThat(seen.getHeader("X-Forwarded-Prefix")).isNull();
            });
  }

  private ResponseSpec get(String path) {
    return client.get().uri(path).headers(all -> proxied().forEach(all::set)).exchange();
  }

  private static Map<String, String> proxied() {
    return Map.of(
        "X-Forwarded-Proto", "https",
        "X-Forwarded-Host", "rollover.example.com",
        "X-Forwarded-Prefix", "/images, /v2/");
  }
}
