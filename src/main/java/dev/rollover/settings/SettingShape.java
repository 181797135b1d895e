package dev.rollover.settings;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One setting as a client sees it.
 *
 * @param under what it belongs to in a request, such as {@code search}
 * @param name its path below that, such as {@code diffusion.norm}
 * @param kind of its values
 * @param meaning in a sentence
 * @param least value of a number, or of each number of a list
 * @param most value of a number, or of each number of a list
 * @param names that a {@link Kind#NAME} may be
 * @param usual value where a request leaves it open
 */
public record SettingShape(
    String under,
    String name,
    Kind kind,
    String meaning,
    double least,
    double most,
    List<String> names,
    Object usual) {

  /** What JSON has for a setting. */
  public enum Kind {
    WHOLE("a whole number"),
    NUMBER("a number"),
    NAME("a string"),
    NUMBERS("an array");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  public SettingShape {
    names = List.copyOf(names);
  }

  static SettingShape of(String under, RecordComponent component, Object usual) {
    Setting said = Objects.requireNonNull(component.getAnnotation(Setting.class));
    Class<?> type = component.getType();
    Kind kind =
        type == int.class
            ? Kind.WHOLE
            : type == double.class ? Kind.NUMBER : type.isEnum() ? Kind.NAME : Kind.NUMBERS;
    return new SettingShape(
        under,
        said.name().isEmpty() ? component.getName() : said.name(),
        kind,
        said.value(),
        said.least(),
        said.most(),
        kind == Kind.NAME
            ? Arrays.stream(type.getEnumConstants())
                .map(constant -> nameOf((Enum<?>) constant))
                .toList()
            : List.of(),
        json(usual));
  }

  /** What a constant is called in requests. */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A value as JSON has it. */
  static Object json(Object value) {
    return value instanceof Enum<?> constant ? nameOf(constant) : value;
  }

  /** Its whole path in a request. */
  private String field() {
    return under + "." + name;
  }

  /** The allowed values, in words. */
  public String allowed() {
    return switch (kind) {
      case WHOLE, NUMBER -> kind.words + range();
      case NAME -> "one of: " + String.join(", ", names);
      case NUMBERS -> "an array of numbers" + range();
    };
  }

  private String range() {
    if (Double.isInfinite(least)) {
      return "";
    }
    return kind == Kind.WHOLE
        ? " from %d to %d".formatted((int) least, (int) most)
        : " from %s to %s".formatted(least, most);
  }

  /** This setting as JSON Schema. */
  public Map<String, Object> jsonSchema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (kind) {
      case WHOLE -> schema.put("type", "integer");
      case NUMBER -> schema.put("type", "number");
      case NAME -> {
        schema.put("type", "string");
        schema.put("enum", names);
      }
      case NUMBERS -> {
        schema.put("type", "array");
        schema.put("items", Map.of("type", "number"));
      }
    }
    if (Double.isFinite(least)) {
      schema.put("minimum", bound(least));
      schema.put("maximum", bound(most));
    }
    schema.put("default", usual);
    schema.put("description", meaning);
    return schema;
  }

  private Object bound(double value) {
    return kind == Kind.WHOLE ? (Object) (int) value : (Object) value;
  }

  /**
   * Turns what JSON said into a value of the component's type; absent, with a fault, when it is of
   * another kind.
   */
  @Nullable Object read(Object said, Class<?> type, SettingsCheck faults) {
    return switch (kind) {
      case WHOLE -> whole(said, faults);
      case NUMBER -> said instanceof Number number ? number.doubleValue() : refuse(said, faults);
      case NAME -> constant(said, type, faults);
      case NUMBERS -> numbers(said, faults);
    };
  }

  private @Nullable Object whole(Object said, SettingsCheck faults) {
    if (said instanceof Integer) {
      return said;
    }
    boolean isWhole = said instanceof Long || said instanceof BigInteger;
    if (isWhole) {
      faults.refuse(field(), "must be" + range() + ", not " + said);
      return null;
    }
    return refuse(said, faults);
  }

  private @Nullable Object constant(Object said, Class<?> type, SettingsCheck faults) {
    if (!(said instanceof String)) {
      return refuse(said, faults);
    }
    for (Object constant : type.getEnumConstants()) {
      if (nameOf((Enum<?>) constant).equals(said)) {
        return constant;
      }
    }
    faults.refuse(field(), "must be " + allowed());
    return null;
  }

  private @Nullable Object numbers(Object said, SettingsCheck faults) {
    if (!(said instanceof List<?> list)) {
      return refuse(said, faults);
    }
    List<Double> numbers = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof Number number)) {
        faults.refuse(field(), "must hold numbers alone, not " + kindOf(element));
        return null;
      }
      numbers.add(number.doubleValue());
    }
    return List.copyOf(numbers);
  }

  private @Nullable Object refuse(Object said, SettingsCheck faults) {
    faults.refuse(field(), "must be %s, not %s".formatted(kind.words, kindOf(said)));
    return null;
  }

  /** What JSON calls a value. */
  public static String kindOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> object -> "an object";
      case List<?> array -> "an array";
      case String text -> "a string";
      case Boolean truth -> truth.toString();
      case Double number -> "a number";
      default -> "a whole number";
    };
  }

  /** Finds values out of range. */
  void check(Object value, SettingsCheck faults) {
    switch (kind) {
      case WHOLE -> faults.within(field(), (int) value, (int) least, (int) most);
      case NUMBER -> faults.within(field(), (double) value, least, most);
      case NUMBERS -> {
        for (Object element : (List<?>) value) {
          faults.require(Double.isFinite((double) element), field(), "must hold finite numbers");
        }
      }
      case NAME -> {
        // Every constant is allowed.
      }
    }
  }
}
