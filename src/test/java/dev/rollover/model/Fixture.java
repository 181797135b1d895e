package dev.rollover.model;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/**
 * A small random model made by {@code src/test/python/make_fixtures.py}, with what went in and out.
 */
@NullMarked
public record Fixture(Path folder) {

  public static Fixture named(String name) {
    return new Fixture(Path.of("src/test/resources/fixtures", name));
  }

  public FloatTensor value(String name) {
    return value("parity.safetensors", name);
  }

  /** What came out where it was computed in bfloat16. */
  public FloatTensor inBfloat16(String name) {
    return value("bfloat16.safetensors", name);
  }

  private FloatTensor value(String from, String name) {
    try (Safetensors file = Safetensors.open(folder.resolve(from))) {
      return file.read(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids, which the file holds as floats. */
  public static long[] asLongs(float[] values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      longs[i] = (long) values[i];
    }
    return longs;
  }
}
