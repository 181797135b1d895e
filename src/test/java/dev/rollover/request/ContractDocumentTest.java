package dev.rollover.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.reward.RewardKinds;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds what openapi.yaml says of a request's fields against what is accepted. */
class ContractDocumentTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonNode SCHEMAS = schemas();

  private final RequestResolver resolver =
      new RequestResolver(
          () -> List.of(new ToyModel("toy")), RewardKinds.selfContained(), () -> 42);

  @ParameterizedTest
  @CsvSource({
    "Search, algorithm, search.algorithm,",
    "Search, variant, search.variant, rbf",
    "Search, acceptance, search.acceptance, rbf",
    "Search, answer, search.answer, bon",
    "Search, preview, search.preview, bon",
    "Search, sampler, search.sampler, bon",
    "Search, interpolant, search.interpolant, bon",
    "Search, grid, search.grid, bon",
    "Diffusion, coefficient, search.diffusion.coefficient, bon"
  })
  void a_text_is_accepted_exactly_when_the_document_lists_it(
      String schema, String property, String field, @Nullable String algorithm) {
    List<String> listed =
        property(schema, property).path("enum").valueStream().map(JsonNode::stringValue).toList();

    assertThat(listed).isNotEmpty();
    assertThat(listed).allSatisfy(name -> assertThat(fault(field, name, algorithm)).isEmpty());
    assertThat(fault(field, "unlisted", algorithm))
        .contains("must be one of: " + String.join(", ", listed));
  }

  @ParameterizedTest
  @CsvSource({
    "Search, steps, search.steps",
    "Search, chains, search.chains",
    "Search, initialParticles, search.initialParticles",
    "Search, particles, search.particles",
    "Search, draws, search.draws",
    "Search, patience, search.patience",
    "Search, finishSteps, search.finishSteps",
    "Diffusion, norm, search.diffusion.norm",
    "GenerationRequest, count, count",
    "BudgetLimits, nfe, budget.nfe"
  })
  void a_number_is_accepted_exactly_within_its_documented_range(
      String schema, String property, String field) {
    int least = property(schema, property).path("minimum").asInt();
    int most = property(schema, property).path("maximum").asInt();

    assertThat(outOfRange(field, least - 1)).isTrue();
    assertThat(outOfRange(field, least)).isFalse();
    assertThat(outOfRange(field, most)).isFalse();
    assertThat(outOfRange(field, most + 1)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "🔴"})
  void a_prompt_may_have_as_many_characters_as_the_document_says(String character) {
    int most = property("GenerationRequest", "prompt").path("maxLength").asInt();

    assertThat(fault("prompt", character.repeat(most), null)).isEmpty();
    assertThat(fault("prompt", character.repeat(most + 1), null))
        .contains("must have 1 to %d characters, not only blanks".formatted(most));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "🔴"})
  void metadata_may_be_as_much_as_the_document_says(String character) {
    JsonNode metadata = property("GenerationRequest", "metadata");
    int entries = metadata.path("maxProperties").asInt();
    int length =
        Integer.parseInt(
            metadata.path("description").stringValue().replaceAll(".*most ([0-9]+) char.*", "$1"));
    Map<String, String> largest = new TreeMap<>();
    for (int i = 0; i < entries; i++) {
      largest.put(Character.toString('a' + i), character.repeat(length - 1));
    }

    assertThat(fault("metadata", largest, null)).isEmpty();
    assertThat(fault("metadata", Map.of("a", character.repeat(length)), null)).isPresent();
    largest.put("one more", "");
    assertThat(fault("metadata", largest, null)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"search", "budget", "metadata", "reward"})
  void what_a_client_sends_empty_is_as_absent(String field) {
    Object empty = field.equals("reward") ? List.of() : Map.of();
    GenerationRequest request =
        JSON.convertValue(Map.of("prompt", "one red star", field, empty), GenerationRequest.class);

    assertThat(resolver.resolve(request).request())
        .isEqualTo(resolver.resolve(GenerationRequest.of("one red star")).request());
  }

  @Test
  void a_parameter_of_null_is_as_absent() {
    Map<String, Object> params = new HashMap<>();
    params.put("targets", null);
    params.put("x", null);
    Object reward = List.of(Map.of("name", "count", "params", params));

    assertThat(fault("reward", reward, null)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GenerationRequest, ''",
    "Search, /search",
    "Diffusion, /search/diffusion",
    "BudgetLimits, /budget",
    "RewardTerm, /reward/0"
  })
  void what_is_left_open_becomes_the_documented_default(String schema, String part) {
    ResolvedRequest resolved = resolver.resolve(GenerationRequest.of("one red star")).request();
    JsonNode answered = JSON.valueToTree(resolved).at(part);

    List<String> documented =
        SCHEMAS.path(schema).path("properties").properties().stream()
            .filter(property -> property.getValue().has("default"))
            .map(property -> property.getKey() + "=" + property.getValue().path("default"))
            .toList();

    assertThat(documented).isNotEmpty();
    assertThat(
            answered.properties().stream()
                .map(property -> property.getKey() + "=" + property.getValue()))
        .containsAll(documented);
  }

  @Test
  void the_example_of_a_request_is_accepted() {
    String example = SCHEMAS.path("GenerationRequest").path("example").toString();

    assertThat(
            resolver.resolve(JSON.readValue(example, GenerationRequest.class)).request().prompt())
        .isEqualTo("three red circles and two blue squares");
  }

  private boolean outOfRange(String field, int value) {
    return fault(field, value, field.startsWith("search.") ? "rbf" : null)
        .filter(fault -> fault.startsWith("must be from"))
        .isPresent();
  }

  /** What is said of a field that has this value, in a request that is else without fault. */
  private Optional<String> fault(String field, Object value, @Nullable String algorithm) {
    ObjectNode request = JSON.createObjectNode().put("prompt", "one red star");
    if (algorithm != null) {
      request.withObjectProperty("search").put("algorithm", algorithm);
    }
    ObjectNode parent = request;
    List<String> path = List.of(field.split("\\."));
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(name);
    }
    parent.set(path.getLast(), JSON.valueToTree(value));
    return faults(JSON.readValue(request.toString(), GenerationRequest.class)).stream()
        .filter(fault -> fault.field().equals(field))
        .map(FieldError::message)
        .reduce((one, other) -> one + "; " + other);
  }

  private List<FieldError> faults(GenerationRequest request) {
    try {
      resolver.resolve(request);
      return List.of();
    } catch (InvalidRequestException invalid) {
      return invalid.errors();
    }
  }

  private static JsonNode property(String schema, String name) {
    return SCHEMAS.path(schema).path("properties").path(name);
  }

  private static JsonNode schemas() {
    try (Reader document = Files.newBufferedReader(Path.of("openapi.yaml"))) {
      JsonNode tree = JSON.valueToTree(new Yaml().load(document));
      return tree.path("components").path("schemas");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
