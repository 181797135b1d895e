package dev.rollover.bench.fullsize;

import dev.rollover.tensor.DataType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command is told, as {@code --name=value}.
 *
 * @param only the one part to write the weights of, or empty for all
 */
record RandomFluxOptions(Path out, FluxSizes sizes, DataType type, String only, long seed) {

  static final String USAGE =
      """
      usage: RandomFlux --out=FOLDER [--only=transformer|text_encoder|text_encoder_2|vae]
                        [--type=BF16|F16|F32|F8_E4M3|F8_E5M2] [--layers=19] [--single-layers=38]
                        [--heads=24] [--text-layers=24] [--side=1024] [--seed=1]\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "out", "only", "type", "layers", "single-layers", "heads", "text-layers", "side", "seed");
  private static final Set<String> PARTS =
      Set.of("", "transformer", "text_encoder", "text_encoder_2", "vae");

  /**
   * Reads the command's words.
   *
   * @throws IllegalArgumentException if one is not of them
   */
  static RandomFluxOptions parse(List<String> args) {
    Map<String, String> given = new HashMap<>();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = arg.startsWith("--") && equals > 2 ? arg.substring(2, equals) : "";
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("no such option: " + arg);
      }
      given.put(name, arg.substring(equals + 1));
    }
    String out = given.getOrDefault("out", "");
    String only = given.getOrDefault("only", "");
    if (out.isEmpty() || !PARTS.contains(only)) {
      throw new IllegalArgumentException("--out is a folder, --only one of its parts");
    }
    FluxSizes full = FluxSizes.TRUE;
    return new RandomFluxOptions(
        Path.of(out),
        new FluxSizes(
            number(given, "layers", full.doubleBlocks()),
            number(given, "single-layers", full.singleBlocks()),
            number(given, "heads", full.heads()),
            number(given, "text-layers", full.textLayers()),
            number(given, "side", full.side())),
        DataType.valueOf(given.getOrDefault("type", "BF16")),
        only,
        number(given, "seed", 1));
  }

  private static int number(Map<String, String> given, String name, int usual) {
    return Integer.parseInt(given.getOrDefault(name, Integer.toString(usual)));
  }

  /** Whether a part's weights are to be written. */
  boolean includes(String part) {
    return only.isEmpty() || only.equals(part);
  }
}
