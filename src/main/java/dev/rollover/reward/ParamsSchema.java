package dev.rollover.reward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a kind's {@code params} may be, as JSON Schema, parameter by parameter. */
public final class ParamsSchema {

  private static final String TYPE = "type";
  private static final String ITEMS = "items";

  private final Map<String, Map<String, Object>> properties = new TreeMap<>();
  private final List<String> required = new ArrayList<>();

  /**
   * Begins with what the parameters mean, and nothing of what they may be.
   *
   * @param meanings by the parameters' names
   */
  public ParamsSchema(Map<String, String> meanings) {
    meanings.forEach(
        (name, meaning) -> {
          Map<String, Object> property = new LinkedHashMap<>();
          property.put("description", meaning);
          properties.put(name, property);
        });
  }

  private Map<String, Object> typed(String name, String type) {
    Map<String, Object> property = properties.get(name);
    if (property == null) {
      throw new IllegalArgumentException("there is no parameter " + name);
    }
    property.put(TYPE, type);
    return property;
  }

  /**
   * A text.
   *
   * @param usual where none is given; null where that depends on the request
   */
  public ParamsSchema text(String name, int longest, @Nullable String usual) {
    Map<String, Object> property = typed(name, "string");
    property.put("minLength", 1);
    property.put("maxLength", longest);
    if (usual != null) {
      property.put("default", usual);
    }
    return this;
  }

  /** One of some words. */
  public ParamsSchema oneOf(String name, List<String> words, String usual) {
    Map<String, Object> property = typed(name, "string");
    property.put("enum", words);
    property.put("default", usual);
    return this;
  }

  /** A whole number within bounds. */
  public ParamsSchema whole(String name, int least, int most, int usual) {
    Map<String, Object> property = typed(name, "integer");
    property.put("minimum", least);
    property.put("maximum", most);
    property.put("default", usual);
    return this;
  }

  /** Whether something is so. */
  public ParamsSchema flag(String name, boolean usual) {
    typed(name, "boolean").put("default", usual);
    return this;
  }

  /** A number within bounds. */
  public ParamsSchema number(String name, double least, double most, double usual) {
    Map<String, Object> property = typed(name, "number");
    property.put("minimum", least);
    property.put("maximum", most);
    property.put("default", usual);
    return this;
  }

  /** A list of one or more texts. */
  public ParamsSchema texts(String name, int mostItems, int longest) {
    Map<String, Object> property = typed(name, "array");
    property.put(ITEMS, Map.of(TYPE, "string", "minLength", 1, "maxLength", longest));
    property.put("minItems", 1);
    property.put("maxItems", mostItems);
    return this;
  }

  /**
   * An object of one or more whole numbers within bounds, by names.
   *
   * @param mostItems numbers; null where there may be any number of them
   */
  public ParamsSchema wholeByName(String name, @Nullable Integer mostItems, int least, int most) {
    Map<String, Object> property = typed(name, "object");
    property.put(
        "additionalProperties", Map.of(TYPE, "integer", "minimum", least, "maximum", most));
    property.put("minProperties", 1);
    if (mostItems != null) {
      property.put("maxProperties", mostItems);
    }
    return this;
  }

  /** That a parameter has to be given. */
  public ParamsSchema required(String name) {
    required.add(name);
    return this;
  }

  /** The whole schema; no other parameters are allowed. */
  public Map<String, Object> build() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(TYPE, "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }
}
