package dev.rollover.training;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The question answerer before it has learned anything, for other rooms' tests. */
public final class UntrainedVqa {

  private UntrainedVqa() {}

  /** Writes it as a folder. */
  public static void write(Path folder) throws IOException {
    Safetensors.write(
        folder.resolve("model.safetensors"),
        VqaWeights.draw(BundledVqa.SIZES, BundledVqa.config(1), new SplittableRandom(4)),
        DataType.F32);
    Files.writeString(
        folder.resolve("config.json"), Json.write(BundledVqa.json(BundledVqa.config(1))));
  }
}
