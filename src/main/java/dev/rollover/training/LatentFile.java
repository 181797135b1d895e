package dev.rollover.training;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Latents in a file of their own, for a training that goes on later. */
final class LatentFile {

  private static final String NAME = "latents";

  private LatentFile() {}

  /** Writes at least one latent, all of one size. */
  static void write(Path file, List<float[]> rows) throws IOException {
    int size = rows.getFirst().length;
    float[] data = new float[rows.size() * size];
    for (int row = 0; row < rows.size(); row++) {
      System.arraycopy(rows.get(row), 0, data, row * size, size);
    }
    FloatTensor table = new FloatTensor(new long[] {rows.size(), size}, data);
    Safetensors.write(file, Map.of(NAME, table), DataType.F32);
  }

  static List<float[]> read(Path file) throws IOException {
    try (Safetensors tensors = Safetensors.open(file)) {
      FloatTensor table = tensors.read(NAME);
      int size = Math.toIntExact(table.shape()[1]);
      return IntStream.range(0, table.data().length / size)
          .mapToObj(row -> Arrays.copyOfRange(table.data(), row * size, (row + 1) * size))
          .toList();
    }
  }
}
