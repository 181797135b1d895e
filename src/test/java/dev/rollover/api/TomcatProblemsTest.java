package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class TomcatProblemsTest {

  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(strings = {"/v1/%00", "/v1/a%2fb", "/v1/..%5c", "/v1/generations/%ff"})
  void a_path_that_tomcat_refuses_is_a_problem(String path) throws Exception {
    String response =
        RawHttp.send(
            port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 40").contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/[]{}| HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST /v1/generations HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "\u0001\u0002\u0003\r\n\r\n"
      })
  void what_is_no_http_is_the_clients_fault(String request) throws Exception {
    assertThat(RawHttp.send(port, request)).matches("(?s)HTTP/1.1 (4\\d\\d|505) .*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Idempotency-Key: a\0b", "Idempotency-Key: a\1b", "Last-Event-ID: \0"})
  void a_header_with_a_nul_is_a_problem(String header) throws Exception {
    String response =
        RawHttp.send(
            port,
            "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + header
                + "\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=%00", "limit=%00", "%00=1", "limit=%zz", "limit=%ff"})
  void a_query_that_is_no_text_is_a_problem(String query) throws Exception {
    String response =
        RawHttp.send(
            port,
            "GET /v1/generations?"
                + query
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 400").contains("application/problem+json");
  }

  @Test
  void a_method_that_http_does_not_know_is_a_problem() throws Exception {
    String response =
        RawHttp.send(
            port, "BREW /v1/generations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(response).startsWith("HTTP/1.1 405").contains("application/problem+json");
  }
}
