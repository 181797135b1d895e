package dev.rollover.model.lora;

import dev.rollover.model.ModelFormatException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How peft's configuration, which newer files hold, scales updates: by alpha / rank, or by alpha /
 * √rank.
 *
 * @param alpha of all layers but those of a pattern; null where the file does not say
 * @param alphas of layers whose names end so
 * @param rootOfRank whether it is √rank
 */
record LoraScaling(@Nullable Double alpha, Map<Pattern, Double> alphas, boolean rootOfRank) {

  private static final String METADATA = "lora_adapter_metadata";
  private static final String PREFIX = "transformer.";

  /**
   * Reads what a file's header says.
   *
   * @throws ModelFormatException if it says that the updates are of another kind
   */
  static LoraScaling read(Path file, Map<String, String> metadata) {
    String json = metadata.get(METADATA);
    if (json == null) {
      return new LoraScaling(null, Map.of(), false);
    }
    try {
      return of(file, JsonMapper.shared().readTree(json));
    } catch (JacksonException e) {
      throw new ModelFormatException(file, METADATA, "is not JSON: " + e.getOriginalMessage());
    }
  }

  private static LoraScaling of(Path file, JsonNode config) {
    if (field(config, "use_dora").asBoolean(false)) {
      throw new ModelFormatException(file, METADATA, "says use_dora: no DoRA is merged");
    }
    Map<Pattern, Double> alphas = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> alpha : field(config, "alpha_pattern").properties()) {
      alphas.put(
          Pattern.compile("(.*\\.)?(" + alpha.getKey() + ")"), alpha.getValue().doubleValue());
    }
    JsonNode alpha = field(config, "lora_alpha");
    return new LoraScaling(
        alpha.isNumber() ? alpha.doubleValue() : null,
        alphas,
        field(config, "use_rslora").asBoolean(false));
  }

  private static JsonNode field(JsonNode config, String name) {
    JsonNode prefixed = config.path(PREFIX + name);
    return prefixed.isMissingNode() ? config.path(name) : prefixed;
  }

  /**
   * The factor of one layer's update.
   *
   * @param ownAlpha that the file holds for this layer; null for none
   */
  double factor(String layer, int rank, @Nullable Double ownAlpha) {
    Double scale = ownAlpha == null ? alphaOf(layer) : ownAlpha;
    if (scale == null) {
      return 1;
    }
    return scale / (rootOfRank ? Math.sqrt(rank) : rank);
  }

  private @Nullable Double alphaOf(String layer) {
    return alphas.entrySet().stream()
        .filter(pattern -> pattern.getKey().matcher(layer).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(alpha);
  }
}
