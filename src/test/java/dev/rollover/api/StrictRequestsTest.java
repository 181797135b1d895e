package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.PropertyBinding;
import dev.rollover.generation.GenerationRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class StrictRequestsTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired FakeGenerations generations;

  @BeforeEach
  void nothing_is_there() {
    generations.reset();
  }

  @Test
  void every_unknown_field_is_named_with_the_known_ones() throws Exception {
    Map<String, String> errors =
        errors("{\"promt\": \"p\", \"budget\": {\"nef\": 3}, \"reward\": [{\"nam\": 1}]}");

    assertThat(errors)
        .containsOnlyKeys("promt", "budget.nef", "reward[0].nam")
        .containsEntry(
            "reward[0].nam", "is not a known field; known here: name, normalise, params, weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'prompt': 5}                           | prompt        | must be a string, not a whole"
            + " number",
        "{'prompt': ['p']}                       | prompt        | must be a string, not an array",
        "{'seed': '5'}                           | seed          | must be a whole number, not a"
            + " string",
        "{'seed': 1.5}                           | seed          | must be a whole number, not a"
            + " number",
        "{'seed': 9223372036854775808}           | seed          | must be between"
            + " -9223372036854775808 and 9223372036854775807",
        "{'width': 2147483648}                   | width         | must be between -2147483648 and"
            + " 2147483647",
        "{'count': true}                         | count         | must be a whole number, not"
            + " true",
        "{'deterministic': 'yes'}                | deterministic | must be true or false, not a"
            + " string",
        "{'deterministic': 1}                    | deterministic | must be true or false, not a"
            + " whole number",
        "{'search': []}                          | search        | must be an object, not an array",
        "{'budget': {'nfe': {}}}                 | budget.nfe    | must be a whole number, not an"
            + " object",
        "{'budget': {'maxCostUsd': '3'}}         | budget.maxCostUsd | must be a number, not a"
            + " string",
        "{'search': {'diffusion': {'norm': 1e999}}}| search.diffusion.norm | must be a number from"
            + " -1.7976931348623157E308 to 1.7976931348623157E308",
        "{'reward': {}}                          | reward        | must be an array, not an object",
        "{'reward': [null]}                      | reward[0]     | must be an object, not null",
        "{'reward': [{}, {'weight': 'x'}]}       | reward[1].weight | must be a number, not a"
            + " string",
        "{'budget': {'maxDuration': 30}}         | budget.maxDuration | must be a duration in"
            + " ISO-8601, such as PT30S",
        "{'budget': {'maxDuration': '30s'}}      | budget.maxDuration | must be a duration in"
            + " ISO-8601, such as PT30S",
        "{'reward': [{'params': {'a': [{'b': 1e999}]}}]} | reward[0].params.a[0].b | must be a"
            + " number from -1.7976931348623157E308 to 1.7976931348623157E308",
        "{'reward': [{'params': {'a': ['\\u0000']}}]} | reward[0].params.a[0] | must be text: no"
            + " NUL and no half of a surrogate pair",
        "{'budget': {'targetReward': 1HUGE}}     | budget.targetReward | must be a number from"
            + " -1.7976931348623157E308 to 1.7976931348623157E308",
        "{'metadata': {'a': {}}}                 | metadata.a    | must be a string, not an object",
        "{'prompt': '\\u0000'}                   | prompt        | must be text: no NUL and no half"
            + " of a surrogate pair",
        "{'prompt': '\\ud800'}                   | prompt        | must be text: no NUL and no half"
            + " of a surrogate pair",
        "[1]                                     | ''            | must be an object, not an array",
        "null                                    | ''            | must be an object, not null",
      },
      quoteCharacter = '`')
  void a_value_of_another_type_is_named_with_the_expected_one(
      String body, String field, String message) throws Exception {
    assertThat(errors(body.replace('\'', '"').replace("HUGE", "0".repeat(400))))
        .containsExactly(Map.entry(field.replace("'", ""), message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"prompt\"}",
        "{\"prompt\": NaN}",
        "{'prompt': 1}",
        "{} {}",
        "{\"a\": 01}",
        "{,}",
        "// no\n{}"
      })
  void a_malformed_body_is_refused(String body) throws Exception {
    assertThat(errors(body)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'prompt': 'p', }                  | 1 | 17",
        "{'prompt': 'p', seed: 1}           | 1 | 17",
        "{'prompt': 'p' 'seed': 1}          | 1 | 16",
        "{'prompt': 'p', 'seed' 1}          | 1 | 24",
        "{'prompt': 'p', 'seed': }          | 1 | 25",
        "{'prompt': 'p', 'seed': 1]         | 1 | 26",
        "{'prompt': 'p', 'seed': 01}        | 1 | 26",
        "{'prompt': 'p',NEWLINE  'seed'; 1} | 2 | 9",
        "{'prompt': '🔴🔴', 'seed' 1}         | 1 | 25",
        "{'reward': [{}, {'name': ,}]}      | 1 | 26",
        "{'prompt': 'p'                     | 1 | 15",
        "}                                  | 1 | 1",
        "{NEWLINE}NEWLINE]                  | 3 | 1",
      })
  void a_syntax_error_is_told_by_its_place(String body, int line, int column) throws Exception {
    Map<String, String> errors =
        errors(body.replace('\'', '"').replace("NEWLINE", System.lineSeparator()));

    assertThat(errors).containsOnlyKeys("");
    assertThat(errors.get(""))
        .startsWith("is not valid JSON at line %d, column %d: ".formatted(line, column));
  }

  @Test
  void a_name_with_a_nul_is_refused_wherever_names_are_free() throws Exception {
    assertThat(
            errors(
                """
                {"metadata": {"a\\u0000": "b", "\\udc00": ""},
                 "reward": [{"params": {"c\\u0000": 1, "d": {"e\\u0000": 2}}}]}
                """))
        .containsOnlyKeys(
            "metadata.\udc00", "metadata.a\0", "reward[0].params.c\0", "reward[0].params.d.e\0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
  void a_body_in_another_encoding_is_refused(String charset) throws Exception {
    byte[] body = "{\"prompt\": \"p\"}".getBytes(Charset.forName(charset));

    assertThat(post(BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(400);
  }

  @Test
  void a_byte_that_is_no_utf_8_is_told_by_its_place() throws Exception {
    byte[] body = "{\"prompt\": \"grün\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(post(BodyPublishers.ofByteArray(body)).body())
        .contains("must be UTF-8; byte 15 is not");
  }

  @Test
  void a_byte_order_mark_is_passed_over() throws Exception {
    assertThat(post(BodyPublishers.ofString("\uFEFF{\"prompt\": \"p\"}")).statusCode())
        .isEqualTo(202);
  }

  @Test
  void the_largest_request_that_the_document_allows_fits_with_every_character_escaped() {
    String circle = "\\ud83d\\udd34";
    String entry = "\"%s\": \"\",".formatted(circle.repeat(GenerationRequest.LONGEST_METADATA));
    long longest =
        (long) GenerationRequest.LONGEST_PROMPT * circle.length()
            + (long) GenerationRequest.MOST_METADATA * entry.length();

    ApiProperties usual = PropertyBinding.bind("rollover.api", ApiProperties.class, Map.of());
    assertThat(usual.maxBody().toBytes()).isGreaterThan(longest + 100_000);
  }

  @Test
  void a_field_given_twice_is_named() throws Exception {
    assertThat(errors("{\"prompt\": \"p\", \"search\": {\"steps\": 5, \"steps\": 6}}"))
        .containsOnlyKeys("search.steps");
  }

  @Test
  void deep_nesting_is_refused() throws Exception {
    assertThat(errors("{\"a\":".repeat(1200) + "1" + "}".repeat(1200))).hasSize(1);
  }

  @Test
  void bytes_that_are_no_text_are_refused() throws Exception {
    byte[] latin = "{\"prompt\": \"drei grüne Kreise\"}".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(post(BodyPublishers.ofByteArray(latin)).statusCode()).isEqualTo(400);
  }

  @Test
  void a_compressed_body_is_refused_as_such() throws Exception {
    HttpResponse<String> response =
        HTTP.send(
            request(BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b}))
                .header("Content-Encoding", "gzip")
                .build(),
            BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("Accept-Encoding")).hasValue("identity");
    assertThat(JSON.readTree(response.body()).path("detail").stringValue())
        .isEqualTo("A request body must come as it is, without Content-Encoding: gzip.");
  }

  @Test
  void a_body_over_the_limit_is_refused() throws Exception {
    String body = "{\"prompt\": \"" + "x".repeat(8192) + "\"}";

    HttpResponse<String> response = post(BodyPublishers.ofString(body));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(JSON.readTree(response.body()).path("detail").stringValue())
        .isEqualTo("A request body may have at most 8192 bytes.");
  }

  @Test
  void a_body_that_never_ends_is_refused_without_waiting_for_more() throws Exception {
    String chunk = "2800\r\n" + " ".repeat(0x2800) + "\r\n";

    String response =
        RawHttp.send(
            port,
            """
            POST /v1/generations HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Transfer-Encoding: chunked\r
            \r
            """
                + chunk);

    assertThat(response).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
  }

  private Map<String, String> errors(String body) throws Exception {
    HttpResponse<String> response = post(BodyPublishers.ofString(body));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(generations.nothingWasSubmitted()).isTrue();
    List<JsonNode> errors = JSON.readTree(response.body()).path("errors").valueStream().toList();
    assertThat(errors).isNotEmpty();
    return errors.stream()
        .collect(
            Collectors.toMap(
                error -> error.path("field").stringValue(),
                error -> error.path("message").stringValue()));
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
    return HTTP.send(request(body).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(HttpRequest.BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/generations"))
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(20))
        .POST(body);
  }
}
