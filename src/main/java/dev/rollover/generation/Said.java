package dev.rollover.generation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client said in a JSON object whose fields are not known here. */
final class Said {

  private Said() {}

  /**
   * Without what says nothing: null, an empty list, an empty object or one of nothing else.
   *
   * @return an unmodifiable map in the order it was said; none when nothing is left
   */
  static @Nullable Map<String, Object> of(Map<?, ?> object) {
    Map<String, Object> said = new LinkedHashMap<>();
    object.forEach(
        (name, value) -> {
          @Nullable Object meant = value instanceof Map<?, ?> inner ? of(inner) : value;
          if (meant != null && !(meant instanceof Collection<?> list && list.isEmpty())) {
            said.put(String.valueOf(name), meant);
          }
        });
    return said.isEmpty() ? null : Collections.unmodifiableMap(said);
  }
}
