package dev.rollover.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenerationRequestTest {

  @Test
  void what_is_empty_is_as_absent() {
    GenerationRequest empty =
        new GenerationRequest(
            "p",
            null,
            null,
            null,
            null,
            null,
            Map.of("diffusion", Map.of()),
            List.of(),
            List.of(),
            List.of(),
            new GenerationRequest.Budget(null, null, null, null),
            new GenerationRequest.Webhook(null),
            Map.of(),
            null);

    assertThat(empty).isEqualTo(GenerationRequest.of("p"));
  }

  @Test
  void a_parameter_that_says_nothing_is_as_absent() {
    Map<String, Object> params = new HashMap<>();
    params.put("null", null);
    params.put("object", Map.of());
    params.put("list", List.of());

    assertThat(new GenerationRequest.RewardTerm("count", 1.0, params, null).params()).isNull();

    params.put("zero", 0);
    params.put("text", "");
    assertThat(new GenerationRequest.RewardTerm("count", 1.0, params, null).params())
        .isEqualTo(Map.of("zero", 0, "text", ""));
  }
}
