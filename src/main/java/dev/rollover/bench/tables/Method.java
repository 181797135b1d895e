package dev.rollover.bench.tables;

import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchSettings;
import java.util.Map;
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
