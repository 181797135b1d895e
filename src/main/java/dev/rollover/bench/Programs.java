package dev.rollover.bench;

import dev.rollover.model.flux.FluxPrograms;
import dev.rollover.tensor.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the programs of a FLUX folder's transformer and decoder into that folder, for a comparison
 * with other implementations by {@code src/test/python/compare_speed.sh}: {@code Programs FOLDER
 * float32|bfloat16}.
 */
public final class Programs {

  private Programs() {}

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: Programs FOLDER float32|bfloat16");
    }
    Path folder = Path.of(args[0]);
    Precision precision = Precision.valueOf(args[1].toUpperCase(Locale.ROOT));
    for (Map.Entry<String, byte[]> program : FluxPrograms.of(folder, precision).entrySet()) {
      Files.write(folder.resolve(program.getKey() + ".pt"), program.getValue());
    }
  }
}
