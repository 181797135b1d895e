package dev.rollover.training;

import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Trains the bundled model from nothing: {@code TrainShapes <run folder>}; run again, it goes on
 * where it was.
 */
public final class TrainShapes {

  private static final long SEED = 20250319;

  private TrainShapes() {}

  public static void main(String[] args) throws IOException {
    Path run = Path.of(args.length > 0 ? args[0] : "training-run");
    Files.createDirectories(run);
    try (Device device = Device.best()) {
      new AutoencoderTraining(device, progress("autoencoder"), 2000)
          .run(run.resolve("autoencoder.safetensors"), SEED);
    }
  }

  private static Progress progress(String stage) {
    return new Progress(stage, System.out, InstantSource.system());
  }
}
