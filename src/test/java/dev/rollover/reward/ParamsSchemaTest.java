package dev.rollover.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NullMarked
class ParamsSchemaTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void says_of_each_parameter_what_it_may_be() {
    Map<String, String> meanings =
        Map.of("a", "text", "b", "word", "c", "number", "d", "texts", "e", "numbers", "f", "flag");
    Map<String, Object> schema =
        new ParamsSchema(meanings)
            .text("a", 9, null)
            .oneOf("b", List.of("x", "y"), "y")
            .whole("c", 1, 3, 2)
            .texts("d", 4, 5)
            .wholeByName("e", 6, 0, 7)
            .flag("f", true)
            .required("e")
            .build();
    assertThat(JSON.valueToTree(schema).toString())
        .isEqualTo(
            """
            {"type":"object","additionalProperties":false,"properties":{\
            "a":{"description":"text","type":"string","minLength":1,"maxLength":9},\
            "b":{"description":"word","type":"string","enum":["x","y"],"default":"y"},\
            "c":{"description":"number","type":"integer","minimum":1,"maximum":3,"default":2},\
            "d":{"description":"texts","type":"array","items":%s,"minItems":1,"maxItems":4},\
            "e":{"description":"numbers","type":"object","additionalProperties":%s,\
            "minProperties":1,"maxProperties":6},\
            "f":{"description":"flag","type":"boolean","default":true}},"required":["e"]}\
            """
                .formatted(
                    JSON.valueToTree(Map.of("type", "string", "minLength", 1, "maxLength", 5)),
                    JSON.valueToTree(Map.of("type", "integer", "minimum", 0, "maximum", 7))));
  }

  @Test
  void knows_no_parameter_that_has_no_meaning() {
    assertThatThrownBy(() -> new ParamsSchema(Map.of("a", "text")).whole("b", 0, 1, 0))
        .hasMessage("there is no parameter b");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_says_the_type_of_every_parameter(RewardKind kind) {
    JsonNode properties = JSON.valueToTree(kind.jsonSchema()).path("properties");
    assertThat(properties.propertyNames())
        .containsExactlyInAnyOrderElementsOf(kind.parameters().keySet());
    assertThat(properties.valueStream())
        .allSatisfy(property -> assertThat(property.path("type").asString()).isNotEmpty());
  }

  private static List<RewardKind> kinds() {
    return RewardKinds.selfContained().all();
  }
}
