package dev.rollover.bench.tables;

import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a table compares, as a JSON file says it.
 *
 * @param title of the table
 * @param prompts the sets of prompts, each of which makes a table
 * @param count of prompts in each, unless the command says otherwise
 * @param budgets in NFE
 * @param reference the method with which the others are compared, and whose device time they get
 * @param diversity whether the table tells how much a step's candidates differ
 * @param methods the rows
 */
record Preset(
    String title,
    List<PromptSet> prompts,
    int count,
    List<Integer> budgets,
    String reference,
    boolean diversity,
    List<Method> methods) {

  private static final String FILES = "/tables/%s.json";

  Preset {
    prompts = List.copyOf(prompts);
    budgets = budgets.stream().sorted().toList();
    methods = List.copyOf(methods);
    Set<String> names = methods.stream().map(Method::name).collect(Collectors.toSet());
    if (names.size() < methods.size()) {
      throw new IllegalArgumentException("two methods of \"%s\" have one name".formatted(title));
    }
    if (!names.contains(reference)) {
      throw new IllegalArgumentException(
          "\"%s\" compares with \"%s\", which is none of %s".formatted(title, reference, names));
    }
    if (prompts.isEmpty() || budgets.isEmpty() || budgets.getFirst() < 1 || count < 1) {
      throw new IllegalArgumentException(
          "\"%s\" has prompts, and budgets of at least 1 NFE".formatted(title));
    }
  }

  /**
   * Reads a preset.
   *
   * @param name of one that comes with this, or the path of a file that ends in {@code .json}
   * @throws NoSuchFileException if there is none
   */
  static Preset read(String name) throws IOException {
    if (name.endsWith(".json")) {
      return Json.read(Path.of(name), Preset.class);
    }
    try (InputStream file = Preset.class.getResourceAsStream(FILES.formatted(name))) {
      if (file == null) {
        throw new NoSuchFileException("there is no preset \"%s\"".formatted(name));
      }
      return Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8), Preset.class);
    }
  }
}
