package dev.rollover.bench.tables;

import dev.rollover.search.SearchOptions;
import dev.rollover.search.SearchSettings;
import java.util.Map;

/**
 * A search as a row of a table.
 *
 * @param name as the row has it
 * @param search its settings as a request gives them; what is left out is the search's default
 */
record Method(String name, Map<String, Object> search) {

  Method {
    search = Map.copyOf(search);
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
