package dev.rollover.model;

import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;

/**
 * A small random model made by {@code src/test/python/make_fixtures.py}, with what went in and out.
 */
@NullMarked
record Fixture(Path folder) {

  static Fixture named(String name) {
    return new Fixture(Path.of("src/test/resources/fixtures", name));
  }

  FloatTensor value(String name) {
    try (Safetensors file = Safetensors.open(folder.resolve("parity.safetensors"))) {
      return file.read(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tensor floats(String name, Scope scope) {
    FloatTensor value = value(name);
    return scope.floats(value.data(), value.shape());
  }

  /** Ids, which the file holds as floats. */
  Tensor longs(String name, Scope scope) {
    FloatTensor value = value(name);
    return scope.longs(asLongs(value.data()), value.shape());
  }

  static long[] asLongs(float[] values) {
    long[] longs = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      longs[i] = (long) values[i];
    }
    return longs;
  }

  /** ‖ours − theirs‖ / ‖theirs‖ over all values. */
  static double relativeDifference(float[] ours, float[] theirs) {
    if (ours.length != theirs.length) {
      throw new AssertionError(ours.length + " values where " + theirs.length + " are expected");
    }
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < theirs.length; i++) {
      difference += Math.pow((double) ours[i] - theirs[i], 2);
      norm += Math.pow(theirs[i], 2);
    }
    return Math.sqrt(difference / norm);
  }
}
