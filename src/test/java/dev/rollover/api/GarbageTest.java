package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever comes in is the client's fault or works; it is never an error of the service. */
@ApiTest
class GarbageTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static final String WHOLE =
      """
      {"prompt": "p", "width": 64, "seed": 7, "search": {"algorithm": "rbf", "steps": 10,
       "diffusion": {"coefficient": "square", "norm": 3.5}}, "reward": [{"name": "count"}],
       "budget": {"nfe": 500, "maxDuration": "PT30S"}, "metadata": {"a": "b"}}
      """;

  @LocalServerPort int port;
  @Autowired FakeGenerations generations;

  @Test
  void mutilated_requests_are_refused_or_accepted_but_never_fail() throws Exception {
    generations.reset();
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] body = mutilated(random);

      HttpResponse<String> response = post(body);

      assertThat(response.statusCode())
          .as(new String(body, StandardCharsets.ISO_8859_1) + " → " + response.body())
          .isIn(202, 400);
    }
  }

  @Test
  void garbage_in_queries_and_paths_never_fails() throws Exception {
    Random random = new Random(2);
    String[] bases = {
      "/v1/generations?status=",
      "/v1/generations?limit=",
      "/v1/generations?cursor=0&x=",
      "/v1/generations/",
      "/v1/models?"
    };
    for (int i = 0; i < 200; i++) {
      StringBuilder uri = new StringBuilder(bases[i % bases.length]);
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        uri.append("%%%02X".formatted(random.nextInt(256)));
      }

      HttpRequest request = request(uri.toString()).GET().build();

      assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode())
          .as(uri.toString())
          .isBetween(200, 499);
    }
  }

  private static byte[] mutilated(Random random) {
    byte[] body = WHOLE.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int at = random.nextInt(body.length);
      body[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\":,0123456789-.eEntf\\u".charAt(random.nextInt(26));
    }
    return body;
  }

  private HttpResponse<String> post(byte[] body) throws Exception {
    HttpRequest request =
        request("/v1/generations")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }
}
