package dev.rollover.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Settings as JSON nests them, and by their whole names: {@code {"diffusion": {"norm": 3}}}. */
public final class NestedValues {

  private NestedValues() {}

  /**
   * By whole names.
   *
   * @param nests whether settings are nested in a field of this name; other objects stay as they
   *     are
   */
  public static Map<String, Object> flatten(Map<String, Object> nested, Predicate<String> nests) {
    Map<String, Object> flat = new LinkedHashMap<>();
    nested.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner && nests.test(name)) {
            inner.forEach((field, of) -> flat.put(name + "." + field, of));
          } else {
            flat.put(name, value);
          }
        });
    return flat;
  }

  /** As JSON nests them. */
  public static Map<String, Object> nest(Map<String, Object> flat) {
    Map<String, Object> nested = new LinkedHashMap<>();
    flat.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            nested.put(name, value);
          } else {
            inner(nested, name.substring(0, dot)).put(name.substring(dot + 1), value);
          }
        });
    return nested;
  }

  @SuppressWarnings("unchecked") // Only this class puts objects there.
  private static Map<String, Object> inner(Map<String, Object> nested, String name) {
    return (Map<String, Object>)
        nested.computeIfAbsent(name, key -> new LinkedHashMap<String, Object>());
  }
}
