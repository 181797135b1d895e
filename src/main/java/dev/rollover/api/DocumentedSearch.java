package dev.rollover.api;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.search.Algorithm;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Documents {@code search} from what the searches say of their settings: one object with those of
 * all of them.
 */
@Component
class DocumentedSearch implements OpenApiCustomizer {

  /** Where it is documented. */
  static final String SCHEMA = "#/components/schemas/Search";

  private static final String PREFIX = "#/components/schemas/";

  @Override
  public void customise(OpenAPI document) {
    Schema<?> search = object("How the budget is spent; what is absent is the algorithm's default");
    search.addProperty("algorithm", algorithm());
    SearchSetting.all()
        .forEach(
            setting -> {
              if (setting.parent().isEmpty()) {
                search.addProperty(setting.field(), setting.schema());
              } else {
                parent(document, search, setting.parent())
                    .addProperty(setting.field(), setting.schema());
              }
            });
    search.setProperties(new TreeMap<>(search.getProperties()));
    document.getComponents().getSchemas().values().forEach(DocumentedSearch::referPlainly);
    document.getComponents().addSchemas("Search", search);
    weight(document).setDefault(GenerationRequest.RewardTerm.USUAL_WEIGHT);
  }

  /** A reference says it all; what stands beside it, of the map that it is in Java, misleads. */
  @SuppressWarnings("rawtypes") // As the document has them.
  private static void referPlainly(Schema<?> schema) {
    if (schema.getProperties() != null) {
      schema
          .getProperties()
          .replaceAll(
              (name, property) ->
                  SCHEMA.equals(property.get$ref()) ? new Schema<>().$ref(SCHEMA) : property);
    }
  }

  private static Schema<?> algorithm() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    List<Algorithm> algorithms = Arrays.asList(Algorithm.values());
    algorithms.forEach(each -> descriptions.put(each.label(), each.description()));
    Schema<String> schema = new Schema<>();
    schema.addType("string");
    schema.setDescription(
        "Which search: "
            + String.join(
                ". ",
                descriptions.entrySet().stream()
                    .map(entry -> "`%s`: %s".formatted(entry.getKey(), entry.getValue()))
                    .toList()));
    schema.setEnum(algorithms.stream().map(Algorithm::label).toList());
    schema.setDefault(Algorithm.USUAL.label());
    return schema;
  }

  /** The schema of an object that settings are nested in. */
  @SuppressWarnings("rawtypes") // As the document has them.
  private static Schema<?> parent(OpenAPI document, Schema<?> search, String field) {
    String name = StringUtils.capitalize(field);
    search.addProperty(field, new Schema<>().$ref(PREFIX + name));
    Map<String, Schema> schemas = document.getComponents().getSchemas();
    return schemas.computeIfAbsent(name, absent -> object("Settings of the " + field));
  }

  private static Schema<?> object(String description) {
    Schema<?> schema = new Schema<>();
    schema.addType("object");
    schema.setAdditionalProperties(false);
    schema.setDescription(description);
    return schema;
  }

  private static Schema<?> weight(OpenAPI document) {
    Schema<?> term =
        Objects.requireNonNull(document.getComponents().getSchemas().get("RewardTerm"));
    return (Schema<?>) Objects.requireNonNull(term.getProperties().get("weight"));
  }
}
