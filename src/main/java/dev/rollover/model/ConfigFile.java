package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One JSON file of a model's folder, read field by field. A field that is absent or null takes the
 * default that diffusers or transformers would; one of another type or range is a {@link
 * ModelFormatException} that names file, field and what is allowed.
 */
public final class ConfigFile {

  private final Path path;
  private final String within;
  private final JsonNode root;

  private ConfigFile(Path path, String within, JsonNode root) {
    this.path = path;
    this.within = within;
    this.root = root;
  }

  /**
   * Reads a file.
   *
   * @throws ModelFormatException if there is none, or it is no JSON object
   */
  public static ConfigFile read(Path path) throws IOException {
    try {
      JsonNode root = JsonMapper.shared().readTree(Files.readAllBytes(path));
      if (!root.isObject()) {
        throw new ModelFormatException(path, "is not a JSON object");
      }
      return new ConfigFile(path, "", root);
    } catch (NoSuchFileException e) {
      throw new ModelFormatException(path, "is missing", e);
    } catch (JacksonException e) {
      throw new ModelFormatException(path, "is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads the {@code config.json} of a network.
   *
   * @throws ModelFormatException if there is none, or it is no JSON object, or of a network whose
   *     weights are quantised in a way of its own
   */
  public static ConfigFile ofNetwork(Path folder) throws IOException {
    ConfigFile file = read(folder.resolve("config.json"));
    if (file.has("quantization_config")) {
      throw file.wrong(
          "quantization_config", "is not read: take an export in bfloat16, float16 or float32");
    }
    return file;
  }

  /** Whether a field is there, and not null. */
  public boolean has(String field) {
    return !missing(field);
  }

  /** Whether a field holds an object. */
  public boolean hasObject(String field) {
    return root.path(field).isObject();
  }

  /** The object in a field, to be read as a file is; one without fields where it is missing. */
  public ConfigFile object(String field) {
    JsonNode value = missing(field) ? JsonMapper.shared().createObjectNode() : root.get(field);
    if (!value.isObject()) {
      throw wrong(field, "is an object, not " + value);
    }
    return new ConfigFile(path, within + field + ".", value);
  }

  /** A positive integer that has to be there. */
  public int size(String field) {
    if (missing(field)) {
      throw wrong(field, "is missing");
    }
    return integer(field, 0, 1);
  }

  /** A positive integer. */
  public int size(String field, int byDefault) {
    return integer(field, byDefault, 1);
  }

  /** An integer that is at least as large as is said. */
  public int integer(String field, int byDefault, int atLeast) {
    if (missing(field)) {
      return byDefault;
    }
    JsonNode value = root.get(field);
    if (!isInteger(value, atLeast)) {
      throw wrong(field, "is an integer of at least %d, not %s".formatted(atLeast, value));
    }
    return value.intValue();
  }

  /** A finite number. */
  public double number(String field, double byDefault) {
    if (missing(field)) {
      return byDefault;
    }
    JsonNode value = root.get(field);
    if (!isFinite(value)) {
      throw wrong(field, "is a number, not " + value);
    }
    return value.doubleValue();
  }

  /** A number above 0. */
  public double positive(String field, double byDefault) {
    double value = number(field, byDefault);
    if (value <= 0) {
      throw wrong(field, "is a number above 0, not " + value);
    }
    return value;
  }

  /** True or false. */
  public boolean flag(String field, boolean byDefault) {
    if (missing(field)) {
      return byDefault;
    }
    JsonNode value = root.get(field);
    if (!value.isBoolean()) {
      throw wrong(field, "is true or false, not " + value);
    }
    return value.booleanValue();
  }

  /** One of some words; the first is the default. */
  public String oneOf(String field, String... allowed) {
    if (missing(field)) {
      return allowed[0];
    }
    JsonNode value = root.get(field);
    if (!value.isString() || !List.of(allowed).contains(value.stringValue())) {
      throw wrong(field, "is one of %s, not %s".formatted(String.join(", ", allowed), value));
    }
    return value.stringValue();
  }

  /** A text that has to be there. */
  public String text(String field) {
    JsonNode value = root.path(field);
    if (!value.isString()) {
      throw wrong(field, "is a text, not " + value);
    }
    return value.stringValue();
  }

  /** A tokenizer's token: its text, or an object that holds it as {@code content}. */
  public String token(String field) {
    JsonNode value = root.path(field);
    JsonNode content = value.isObject() ? value.path("content") : value;
    if (!content.isString()) {
      throw wrong(field, "is a token, not " + value);
    }
    return content.stringValue();
  }

  /** A list of as many numbers as the default has. */
  public List<Double> numbers(String field, List<Double> byDefault) {
    if (missing(field)) {
      return byDefault;
    }
    JsonNode value = root.get(field);
    if (!value.isArray()
        || value.size() != byDefault.size()
        || !value.valueStream().allMatch(ConfigFile::isFinite)) {
      throw wrong(field, "is a list of %d numbers, not %s".formatted(byDefault.size(), value));
    }
    return value.valueStream().map(JsonNode::doubleValue).toList();
  }

  /** A list of positive integers. */
  public List<Integer> sizes(String field, List<Integer> byDefault) {
    return integers(field, byDefault, 1);
  }

  /** A list of one or more integers, each at least as large as is said. */
  public List<Integer> integers(String field, List<Integer> byDefault, int atLeast) {
    if (missing(field)) {
      return byDefault;
    }
    JsonNode value = root.get(field);
    if (!value.isArray()
        || value.isEmpty()
        || !value.valueStream().allMatch(one -> isInteger(one, atLeast))) {
      String integers = atLeast == 1 ? "positive integers" : "integers of at least " + atLeast;
      throw wrong(field, "is a list of %s, not %s".formatted(integers, value));
    }
    return value.valueStream().map(JsonNode::intValue).toList();
  }

  /** A list of one or more words that has to be there. */
  public List<String> words(String field) {
    JsonNode value = root.path(field);
    if (!value.isArray() || value.isEmpty() || !value.valueStream().allMatch(JsonNode::isString)) {
      throw wrong(field, "is a list of words, not " + value);
    }
    return value.valueStream().map(JsonNode::stringValue).toList();
  }

  /** That a field says what nothing here can do. */
  public ModelFormatException wrong(String field, String what) {
    return new ModelFormatException(path, within + field, what);
  }

  private static boolean isInteger(JsonNode value, int atLeast) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= atLeast;
  }

  private static boolean isFinite(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue());
  }

  private boolean missing(String field) {
    return !root.hasNonNull(field);
  }
}
