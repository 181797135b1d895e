package dev.rollover.model;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * A small random model made by {@code src/test/python/make_fixtures.py}, with what went in and out.
 */
@NullMarked
public record Fixture(Path folder) {

  private static final Set<String> INTEGERS = Set.of("input_ids", "lengths");

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

  /** Some of it as a program takes it: ids and lengths as integers. */
  public Tensor[] inputs(Scope scope, String... names) {
    return Arrays.stream(names)
        .map(
            name -> {
              FloatTensor value = value(name);
              return INTEGERS.contains(name)
                  ? scope.longs(asLongs(value.data()), value.shape())
                  : scope.floats(value.data(), value.shape());
            })
        .toArray(Tensor[]::new);
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
