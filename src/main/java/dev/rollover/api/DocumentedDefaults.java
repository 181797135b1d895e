package dev.rollover.api;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.Names;
import dev.rollover.search.Algorithm;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchSettings;
import dev.rollover.search.Variant;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Documents what a request's fields are when it leaves them open: as their default where all
 * searches agree, in words where they do not.
 */
@Component
class DocumentedDefaults implements OpenApiCustomizer {

  /** By the name of the search, such as {@code rbf/paper}. */
  private final Map<String, SearchSettings> defaults = new LinkedHashMap<>();

  DocumentedDefaults() {
    for (Algorithm algorithm : Algorithm.values()) {
      SearchSettings usual = SearchOptions.of(algorithm, null).resolve();
      if (usual.variant() == null) {
        defaults.put(Names.of(algorithm), usual);
        continue;
      }
      for (Variant variant : Variant.values()) {
        defaults.put(
            Names.of(algorithm) + "/" + Names.of(variant),
            SearchOptions.of(algorithm, variant).resolve());
      }
    }
  }

  @Override
  public void customise(OpenAPI document) {
    Map<String, ?> search = properties(document, "Search");
    schema(search, "algorithm").setDefault(Names.of(SearchOptions.NONE.resolve().algorithm()));
    describe(schema(search, "sampler"), settings -> Names.of(settings.sampler()));
    describe(schema(search, "interpolant"), settings -> Names.of(settings.interpolant()));
    describe(schema(search, "steps"), SearchSettings::steps);
    describe(schema(search, "chains"), SearchSettings::chains);
    describe(schema(search, "initialParticles"), SearchSettings::initialParticles);
    describe(schema(search, "particles"), SearchSettings::particles);
    describe(schema(search, "finishSteps"), SearchSettings::finishSteps);
    schema(properties(document, "RewardTerm"), "weight")
        .setDefault(GenerationRequest.RewardTerm.USUAL_WEIGHT);
    Map<String, ?> diffusion = properties(document, "Diffusion");
    describe(schema(diffusion, "coefficient"), settings -> Names.of(settings.coefficient()));
    describe(schema(diffusion, "norm"), SearchSettings::norm);
  }

  private void describe(Schema<?> property, Function<SearchSettings, Object> setting) {
    Map<Object, List<String>> searches = new LinkedHashMap<>();
    defaults.forEach(
        (name, settings) ->
            searches
                .computeIfAbsent(setting.apply(settings), value -> new ArrayList<>())
                .add(name));
    if (searches.size() == 1) {
      property.setDefault(searches.keySet().iterator().next());
    } else {
      property.setDescription(property.getDescription() + "; by default " + inWords(searches));
    }
  }

  /** Such as «2 for rbf/paper and rbf/reference, 25 for bon». */
  private static String inWords(Map<Object, List<String>> searches) {
    return searches.entrySet().stream()
        .map(entry -> entry.getKey() + " for " + String.join(" and ", entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static Map<String, ?> properties(OpenAPI document, String schema) {
    return schema(document.getComponents().getSchemas(), schema).getProperties();
  }

  private static Schema<?> schema(Map<String, ?> schemas, String name) {
    return (Schema<?>) Objects.requireNonNull(schemas.get(name));
  }
}
