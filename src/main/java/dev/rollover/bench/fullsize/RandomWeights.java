package dev.rollover.bench.fullsize;

import dev.rollover.tensor.FloatTensor;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Weights as a network has them before it is trained: what goes through keeps its size, more or
 * less, so that nothing becomes infinite. The same for the same seed and name.
 *
 * @param shapes of all of them, by name
 */
record RandomWeights(Map<String, long[]> shapes, long seed) {

  private static final double SMALL = 0.02;

  /** The weight of a name, evenly spread about its middle. */
  FloatTensor of(String name) {
    long[] shape = Objects.requireNonNull(shapes.get(name));
    boolean scale = shape.length == 1 && name.contains("norm") && name.endsWith(".weight");
    float middle = scale ? 1 : 0;
    float width = (float) (Math.sqrt(12) * deviation(name, shape));
    SplittableRandom random = new SplittableRandom(seed ^ name.hashCode());
    float[] values = new float[Math.toIntExact(size(shape))];
    for (int i = 0; i < values.length; i += 2) {
      long bits = random.nextLong();
      values[i] = middle + width * ((int) bits * 0x1p-32f);
      if (i + 1 < values.length) {
        values[i + 1] = middle + width * ((int) (bits >>> 32) * 0x1p-32f);
      }
    }
    return new FloatTensor(shape, values);
  }

  private static double deviation(String name, long[] shape) {
    if (shape.length < 2) {
      return SMALL;
    }
    boolean looksUp = name.contains("embedding.weight") || name.startsWith("shared");
    return looksUp ? 1 : 1 / Math.sqrt((double) size(shape) / shape[0]);
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long side : shape) {
      size *= side;
    }
    return size;
  }
}
