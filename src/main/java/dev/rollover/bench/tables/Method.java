package dev.rollover.bench.tables;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search as a row of a table.
 *
 * @param name as the row has it
 * @param search its settings as a request gives them; what is left out is the search's default
 * @param guidance the scale, as a request gives it
 * @param negativePrompt as a request gives it; a velocity costs 2 NFE then
 */
record Method(
    String name,
    Map<String, Object> search,
    @Nullable Double guidance,
    @Nullable String negativePrompt) {

  Method {
    search = Map.copyOf(search);
  }

  /**
   * As presets have it: guidance and negative prompt may be left out.
   *
   * @throws IllegalArgumentException if something else is said, or the rest is not
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Method read(Map<String, Object> said) {
    if (!Set.of("name", "search", "guidance", "negativePrompt").containsAll(said.keySet())
        || !(said.get("name") instanceof String name)
        || !(said.get("search") instanceof Map<?, ?> search)) {
      throw new IllegalArgumentException(
          "a method has name and search, and perhaps guidance and negativePrompt, unlike " + said);
    }
    Map<String, Object> settings = new HashMap<>();
    search.forEach((setting, value) -> settings.put(String.valueOf(setting), value));
    Number guidance = (Number) said.get("guidance");
    return new Method(
        name,
        settings,
        guidance == null ? null : guidance.doubleValue(),
        (String) said.get("negativePrompt"));
  }

  /** One that is guided as is usual of the model. */
  Method(String name, Map<String, Object> search) {
    this(name, search, null, null);
  }

  /** Function evaluations (NFE) of one velocity. */
  int nfePerVelocity() {
    return negativePrompt == null ? 1 : 2;
  }

  /**
   * Every setting said.
   *
   * @throws dev.rollover.search.InvalidSettingsException naming each that is unknown or wrong
   */
  SearchSettings settings() {
    return new SearchOptions(search).resolve();
  }
}
