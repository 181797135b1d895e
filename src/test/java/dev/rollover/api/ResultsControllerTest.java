package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.ImageFile;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ApiTest
class ResultsControllerTest {

  private static final String SHA256 = "ab".repeat(32);
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

  @Autowired RestTestClient client;
  @Autowired FakeGenerations generations;

  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void a_generation_has_ended() {
    generations.reset();
    generations.put(Samples.succeeded(id));
    generations.put(id, new ImageFile(new GenerationImage(0, 64, 64, SHA256), PNG));
    generations.put(id, Samples.trace());
  }

  @Test
  void an_image_is_a_png_that_may_be_kept_for_ever() {
    ResponseSpec response = client.get().uri("/v1/generations/{id}/images/0", id).exchange();

    response.expectStatus().isOk();
    response.expectHeader().contentType("image/png");
    response.expectHeader().valueEquals("ETag", "\"" + SHA256 + "\"");
    response.expectHeader().valueEquals("Cache-Control", "max-age=31536000, immutable");
    assertThat(response.expectBody(byte[].class).returnResult().getResponseBody()).isEqualTo(PNG);
  }

  @Test
  void an_image_that_the_client_has_is_not_sent_again() {
    client
        .get()
        .uri("/v1/generations/{id}/images/0", id)
        .header("If-None-Match", "\"" + SHA256 + "\"")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.NOT_MODIFIED)
        .expectBody()
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                   | application/json           | {\"id\":",
        "application/json                      | application/json           | {\"id\":",
        "text/csv                              | text/csv;charset=UTF-8     |"
            + " nfe,step,chain,reward,best,accepted",
        "image/svg+xml                         | image/svg+xml;charset=UTF-8| <svg",
        "image/*                               | image/svg+xml;charset=UTF-8| <svg",
        "application/json;q=0.5,text/csv       | text/csv;charset=UTF-8     | nfe,",
        "text/html,image/svg+xml,*/*;q=0.8     | image/svg+xml;charset=UTF-8| <svg"
      })
  void the_trace_is_what_the_client_accepts(String accept, String type, String beginning) {
    ResponseSpec response =
        client.get().uri("/v1/generations/{id}/trace", id).header("Accept", accept).exchange();

    response.expectStatus().isOk();
    response.expectHeader().contentType(type);
    response.expectHeader().value("Vary", vary -> assertThat(vary).contains("Accept"));
    assertThat(response.expectBody(String.class).returnResult().getResponseBody())
        .startsWith(beginning);
  }

  @Test
  void the_csv_has_a_line_a_candidate() {
    String csv = TraceCsv.write(TraceAnswer.of(Samples.succeeded(id), Samples.trace()));

    assertThat(csv.split("\r\n"))
        .hasSize(1 + 458)
        .startsWith(
            "nfe,step,chain,reward,best,accepted,finished,rolledOver",
            "26,0,0,-11.0,-11.0,true,false,0");
  }
}
