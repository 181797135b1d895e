package dev.rollover.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as JSON Schema. */
public final class SettingsSchema {

  private SettingsSchema() {}

  /**
   * What an object of some settings may be.
   *
   * @param kind a field that says which settings these are
   * @param name what it says
   */
  public static Map<String, Object> of(String kind, String name, List<SettingShape> settings) {
    Map<String, Object> flat = new LinkedHashMap<>();
    settings.forEach(setting -> flat.put(setting.name(), setting));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(kind, Map.of("const", name));
    NestedValues.nest(flat).forEach((path, part) -> properties.put(path, schema(part)));
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
