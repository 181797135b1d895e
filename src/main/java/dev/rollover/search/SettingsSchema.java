package dev.rollover.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as JSON Schema. */
final class SettingsSchema {

  private SettingsSchema() {}

  /** What {@code search} may be for an algorithm. */
  static Map<String, Object> of(String algorithm, List<SettingShape> settings) {
    Map<String, Object> flat = new LinkedHashMap<>();
    settings.forEach(setting -> flat.put(setting.name(), setting));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(SearchOptions.ALGORITHM, Map.of("const", algorithm));
    NestedValues.nest(flat).forEach((name, part) -> properties.put(name, schema(part)));
    return object(properties);
  }

  private static Map<String, Object> schema(Object part) {
    if (part instanceof SettingShape setting) {
      return setting.jsonSchema();
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    ((Map<?, ?>) part)
        .forEach((name, inner) -> properties.put(String.valueOf(name), schema(inner)));
    return object(properties);
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return schema;
  }
}
