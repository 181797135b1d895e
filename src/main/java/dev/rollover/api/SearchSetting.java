package dev.rollover.api;

import dev.rollover.search.Algorithm;
import dev.rollover.settings.SettingShape;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One field of {@code search} in the API document, which several searches may have.
 *
 * @param byAlgorithm what each search that has it says of it
 */
record SearchSetting(Map<Algorithm, SettingShape> byAlgorithm) {

  /** Every field of every search. */
  static List<SearchSetting> all() {
    Map<String, Map<Algorithm, SettingShape>> byName = new LinkedHashMap<>();
    for (Algorithm algorithm : Algorithm.values()) {
      for (SettingShape setting : algorithm.settings()) {
        byName
            .computeIfAbsent(setting.name(), name -> new LinkedHashMap<>())
            .put(algorithm, setting);
      }
    }
    return byName.values().stream().map(SearchSetting::new).toList();
  }

  private SettingShape any() {
    return byAlgorithm.values().iterator().next();
  }

  /** The object that it is nested in; empty when it is a field of {@code search} itself. */
  String parent() {
    String name = any().name();
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  String field() {
    String name = any().name();
    return name.substring(name.indexOf('.') + 1);
  }

  Schema<?> schema() {
    Schema<Object> schema = new Schema<>();
    switch (any().kind()) {
      case WHOLE -> schema.type("integer").format("int32").addType("integer");
      case NUMBER -> schema.type("number").format("double").addType("number");
      case NAME -> {
        schema.type("string").addType("string");
        schema.setEnum(List.copyOf(any().names()));
      }
      case NUMBERS -> {
        Schema<Object> number = new Schema<>();
        number.type("number").format("double").addType("number");
        schema.type("array").addType("array");
        schema.setItems(number);
      }
    }
    if (Double.isFinite(any().least())) {
      schema.setMinimum(
          bound(
              byAlgorithm.values().stream().mapToDouble(SettingShape::least).min().orElseThrow()));
      schema.setMaximum(
          bound(byAlgorithm.values().stream().mapToDouble(SettingShape::most).max().orElseThrow()));
    }
    describe(schema);
    return schema;
  }

  private BigDecimal bound(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros();
  }

  private void describe(Schema<Object> schema) {
    List<String> words = new ArrayList<>();
    words.add(meaning());
    Map<Object, List<String>> usual = grouped(SettingShape::usual);
    boolean isEverybodys = byAlgorithm.size() == Algorithm.values().length;
    if (isEverybodys && usual.size() == 1) {
      schema.setDefault(any().usual());
    } else {
      words.add("by default " + inWords(usual));
    }
    schema.setDescription(String.join("; ", words));
  }

  private String meaning() {
    Map<Object, List<String>> meanings = grouped(SettingShape::meaning);
    boolean isEverybodys = byAlgorithm.size() == Algorithm.values().length;
    if (isEverybodys && meanings.size() == 1) {
      return any().meaning();
    }
    return meanings.entrySet().stream()
        .map(entry -> "for %s: %s".formatted(String.join(", ", entry.getValue()), entry.getKey()))
        .collect(Collectors.joining("; "));
  }

  private Map<Object, List<String>> grouped(Function<SettingShape, Object> property) {
    Map<Object, List<String>> groups = new LinkedHashMap<>();
    byAlgorithm.forEach(
        (algorithm, setting) ->
            groups
                .computeIfAbsent(property.apply(setting), value -> new ArrayList<>())
                .add(algorithm.label()));
    return groups;
  }

  /** Such as «2 for rbf, 25 for bon». */
  private static String inWords(Map<Object, List<String>> searches) {
    return searches.entrySet().stream()
        .map(entry -> entry.getKey() + " for " + String.join(" and ", entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
