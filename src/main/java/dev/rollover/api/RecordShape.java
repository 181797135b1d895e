package dev.rollover.api;

import dev.rollover.generation.FieldError;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Holds a JSON document against the record that it should become, and says of every field at once
 * what is wrong with it; a binder would stop at the first.
 *
 * <p>A field that is missing or null is none of this class's business: whoever resolves the request
 * knows what is required.
 */
final class RecordShape {

  private final List<FieldError> errors = new ArrayList<>();

  private RecordShape() {}

  /** What keeps a document from becoming a record of this type; empty if nothing does. */
  static List<FieldError> mismatches(JsonNode document, Class<?> record) {
    RecordShape shape = new RecordShape();
    shape.checkRecord("", document, record);
    return List.copyOf(shape.errors);
  }

  private void checkRecord(String path, JsonNode node, Class<?> record) {
    if (!node.isObject()) {
      refuse(path, "must be an object, not " + kind(node));
      return;
    }
    Map<String, RecordComponent> known =
        Arrays.stream(record.getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getName, component -> component));
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      String field = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      RecordComponent component = known.get(property.getKey());
      if (component == null) {
        refuse(field, "is not a known field; known here: " + joined(known.keySet()));
      } else if (!property.getValue().isNull()) {
        check(field, property.getValue(), component.getGenericType());
      }
    }
  }

  private void check(String path, JsonNode node, Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      checkList(path, node, generic.getActualTypeArguments()[0]);
    } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      checkMap(path, node, generic.getActualTypeArguments()[1]);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      checkRecord(path, node, record);
    } else {
      checkScalar(path, node, type);
    }
  }

  private void checkList(String path, JsonNode node, Type element) {
    if (!node.isArray()) {
      refuse(path, "must be an array, not " + kind(node));
      return;
    }
    for (int i = 0; i < node.size(); i++) {
      check(path + "[" + i + "]", node.get(i), element);
    }
  }

  private void checkMap(String path, JsonNode node, Type value) {
    if (!node.isObject()) {
      refuse(path, "must be an object, not " + kind(node));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String field = path + "." + entry.getKey();
      requireText(field, entry.getKey(), "must have a name that is text");
      check(field, entry.getValue(), value);
    }
  }

  /** A value of any kind: what it means is its reader's matter, but it must be possible to keep. */
  private void checkAny(String path, JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> checkMap(path, node, Object.class);
      case ARRAY -> checkList(path, node, Object.class);
      case STRING -> checkString(path, node);
      case NUMBER -> checkNumber(path, node);
      default -> {
        // true, false and null are always fine.
      }
    }
  }

  private void checkScalar(String path, JsonNode node, Type type) {
    if (type == Object.class) {
      checkAny(path, node);
    } else if (type == String.class) {
      checkString(path, node);
    } else if (type == Integer.class || type == Long.class) {
      checkWholeNumber(path, node, type);
    } else if (type == Double.class) {
      checkNumber(path, node);
    } else if (type == Boolean.class) {
      require(node.isBoolean(), path, node, "true or false");
    } else if (type == Duration.class) {
      checkDuration(path, node);
    } else {
      throw new IllegalArgumentException("a request has no fields of " + type);
    }
  }

  private void checkString(String path, JsonNode node) {
    require(node.isString(), path, node, "a string");
    if (node.isString()) {
      requireText(path, node.stringValue(), "must be text");
    }
  }

  private void requireText(String path, String text, String message) {
    if (!isText(text)) {
      refuse(path, message + ": no NUL and no half of a surrogate pair");
    }
  }

  /** Whether a database and a PNG can hold these characters. */
  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private void checkNumber(String path, JsonNode node) {
    boolean isTooLarge = node.isNumber() && !Double.isFinite(node.asDouble(Double.NaN));
    require(node.isNumber(), path, node, "a number");
    if (isTooLarge) {
      refuse(path, "must be a number from %s to %s".formatted(-Double.MAX_VALUE, Double.MAX_VALUE));
    }
  }

  private void checkWholeNumber(String path, JsonNode node, Type type) {
    require(node.isIntegralNumber(), path, node, "a whole number");
    if (node.isIntegralNumber()) {
      boolean isInt = type == Integer.class;
      if (isInt ? !node.canConvertToInt() : !node.canConvertToLong()) {
        refuse(
            path,
            isInt
                ? "must be between %d and %d".formatted(Integer.MIN_VALUE, Integer.MAX_VALUE)
                : "must be between %d and %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE));
      }
    }
  }

  private void checkDuration(String path, JsonNode node) {
    try {
      Duration.parse(node.isString() ? node.stringValue() : "");
    } catch (DateTimeParseException e) {
      refuse(path, "must be a duration in ISO-8601, such as PT30S");
    }
  }

  private void require(boolean matches, String path, JsonNode node, String expected) {
    if (!matches) {
      refuse(path, "must be " + expected + ", not " + kind(node));
    }
  }

  private void refuse(String path, String message) {
    errors.add(new FieldError(path, message));
  }

  private static String joined(Set<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case BOOLEAN -> node.toString();
      case NUMBER -> node.isIntegralNumber() ? "a whole number" : "a number";
      default -> "null";
    };
  }
}
