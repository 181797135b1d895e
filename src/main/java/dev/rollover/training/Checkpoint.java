package dev.rollover.training;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.FloatTensor;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Files that a run goes on from: there whole, or not at all. */
final class Checkpoint {

  private Checkpoint() {}

  /** Writes tensors under a name of its own first, then puts them in the file's place. */
  static void write(Path file, Map<String, FloatTensor> tensors) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Safetensors.write(partial, tensors, DataType.F32);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
