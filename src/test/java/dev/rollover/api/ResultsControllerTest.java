package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.ImageFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

@ApiTest
class ResultsControllerTest {

  private static final String SHA256 =
      "abababababababababababababababababababababababababababababababab";
  private static final String TAG = "\"" + SHA256 + "\"";
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
  @ValueSource(
      strings = {"application/problem+json", "application/problem+json;q=0.5", "image/png,*/*;q=0"})
  void an_image_is_sent_to_who_names_the_problems_alone(String accept) {
    ResponseSpec response = image(Map.of("Accept", accept));

    response.expectStatus().isOk();
    response.expectHeader().contentType("image/png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3    | 0-3/10 | 0123",
        "bytes=4-     | 4-9/10 | 456789",
        "bytes=4-400  | 4-9/10 | 456789",
        "bytes=-3     | 7-9/10 | 789",
        "bytes=-300   | 0-9/10 | 0123456789",
        "bytes=9-9    | 9-9/10 | 9",
        "BYTES=1-1    | 1-1/10 | 1",
        "bytes=3-99999999999999999999 | 3-9/10 | 3456789",
      })
  void a_part_is_sent_to_who_asks_for_it(String range, String contentRange, String part) {
    generations.put(id, file("0123456789"));

    ResponseSpec response = image(Map.of("Range", range));

    response.expectStatus().isEqualTo(HttpStatus.PARTIAL_CONTENT);
    response.expectHeader().contentType("image/png");
    response.expectHeader().valueEquals("Content-Range", "bytes " + contentRange);
    response.expectHeader().valueEquals("ETag", TAG);
    response.expectHeader().valueEquals("Cache-Control", "max-age=31536000, immutable");
    assertThat(response.expectBody(String.class).returnResult().getResponseBody()).isEqualTo(part);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=",
        "bytes=-",
        "bytes=3-2",
        "bytes=a-b",
        "bytes=0-1,4-5",
        "lines=0-1",
        "0-1",
        "bytes=1.5-2"
      })
  void what_is_no_single_range_of_bytes_is_passed_over(String range) {
    image(Map.of("Range", range)).expectStatus().isOk().expectBody(byte[].class).isEqualTo(PNG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=4-", "bytes=400-500", "bytes=-0", "bytes=99999999999999999999-"})
  void a_range_behind_the_end_is_told_the_length(String range) {
    ResponseSpec response = image(Map.of("Range", range, "Accept", "image/png"));

    response.expectStatus().isEqualTo(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE);
    response.expectHeader().contentType("application/problem+json");
    response.expectHeader().valueEquals("Content-Range", "bytes */4");
    response
        .expectBody()
        .jsonPath("$.errors[0].field")
        .isEqualTo("Range")
        .jsonPath("$.errors[0].message")
        .isEqualTo("must begin below 4");
  }

  @ParameterizedTest
  @CsvSource({"true, 206", "false, 200"})
  void a_part_of_another_version_is_not_sent(boolean isThis, int status) {
    String tag = isThis ? TAG : "\"" + "cd".repeat(32) + "\"";

    image(Map.of("Range", "bytes=1-2", "If-Range", tag)).expectStatus().isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/" + TAG, "Wed, 21 Oct 2015 07:28:00 GMT", "nonsense"})
  void only_the_strong_tag_lets_a_download_go_on(String ifRange) {
    image(Map.of("Range", "bytes=1-2", "If-Range", ifRange)).expectStatus().isOk();
  }

  @ParameterizedTest
  @ValueSource(strings = {TAG, "W/" + TAG, "*", "\"other\", " + TAG})
  void every_tag_of_an_image_that_the_client_has_counts(String tags) {
    ResponseSpec response = image(Map.of("If-None-Match", tags, "Range", "bytes=0-1"));

    response.expectStatus().isEqualTo(HttpStatus.NOT_MODIFIED);
    response.expectHeader().valueEquals("ETag", TAG);
    response.expectHeader().valueEquals("Cache-Control", "max-age=31536000, immutable");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"other | 200", "W/\"other\" | 200"})
  void an_image_that_the_client_has_not_is_sent(String tags, int status) {
    image(Map.of("If-None-Match", tags)).expectStatus().isEqualTo(status);
  }

  @Test
  void who_wants_another_version_alone_is_told_that_there_is_none() {
    image(Map.of("If-Match", TAG)).expectStatus().isOk();
    image(Map.of("If-Match", "*")).expectStatus().isOk();
    ResponseSpec response = image(Map.of("If-Match", "\"other\""));

    response.expectStatus().isEqualTo(HttpStatus.PRECONDITION_FAILED);
    response.expectHeader().contentType("application/problem+json");
    response.expectBody().jsonPath("$.errors[0].field").isEqualTo("If-Match");
  }

  @Test
  void the_head_of_an_image_tells_its_length_and_that_parts_can_be_had() {
    ResponseSpec response =
        client
            .head()
            .uri("/v1/generations/{id}/images/0", id)
            .header("Range", "bytes=0-1")
            .exchange();

    response.expectStatus().isOk();
    response.expectHeader().contentLength(PNG.length);
    response.expectHeader().valueEquals("Accept-Ranges", "bytes");
    response.expectBody().isEmpty();
  }

  private ResponseSpec image(Map<String, String> headers) {
    return client
        .get()
        .uri("/v1/generations/{id}/images/0", id)
        .headers(all -> headers.forEach(all::set))
        .exchange();
  }

  private static ImageFile file(String content) {
    return new ImageFile(
        new GenerationImage(0, 64, 64, SHA256), content.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                   | application/json           | {\"id\":",
        "application/json                      | application/json           | {\"id\":",
        "application/problem+json              | application/json           | {\"id\":",
        "text/csv,application/problem+json     | text/csv;charset=UTF-8     | nfe,",
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
