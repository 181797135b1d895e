package dev.rollover.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExamplesTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void a_request_is_one() {
    JsonNode example = JSON.readTree(Examples.GENERATION_REQUEST);

    assertThat(RecordShape.mismatches(example, GenerationBody.class)).isEmpty();
  }

  @Test
  void a_continuation_is_one() {
    JsonNode example = JSON.readTree(Examples.CONTINUATION_REQUEST);

    assertThat(RecordShape.mismatches(example, ContinuationBody.class)).isEmpty();
  }

  @Test
  void an_answer_is_one_with_every_field_in_its_place() {
    assertIs(GenerationAnswer.class, Examples.GENERATION);
  }

  @Test
  void an_estimate_is_one_with_every_field_in_its_place() {
    assertIs(EstimateAnswer.class, Examples.ESTIMATE);
  }

  @Test
  void a_problem_is_one() {
    assertIs(Problem.class, Examples.PROBLEM);
  }

  /** Read and written again, an example is what it was. */
  private static void assertIs(Class<?> type, String example) {
    String again = JSON.writeValueAsString(JSON.readValue(example, type));

    assertThat(JSON.readTree(again)).isEqualTo(JSON.readTree(example));
  }
}
