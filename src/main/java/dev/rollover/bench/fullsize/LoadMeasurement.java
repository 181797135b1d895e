package dev.rollover.bench.fullsize;

import static dev.rollover.bench.fullsize.Figures.GIGA;
import static dev.rollover.bench.fullsize.Figures.rootMeanSquare;
import static dev.rollover.bench.fullsize.Figures.say;
import static dev.rollover.bench.fullsize.Figures.seconds;

import dev.rollover.model.Network;
import dev.rollover.model.NetworkDefinition;
import dev.rollover.model.flux.FluxConfig;
import dev.rollover.tensor.Arithmetic;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightKeeping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Loads the transformer of a FLUX folder and evaluates it, and tells how long that takes and how
 * much memory: {@code LoadMeasurement FOLDER [SIDE [FLOAT32|BFLOAT16 [CALLS]]]}, SIDE being the
 * image's in pixels.
 */
public final class LoadMeasurement {

  private static final int TEXT_TOKENS = 512;
  private static final int PIXELS_A_TOKEN = 16;

  private LoadMeasurement() {}

  /** Measures, and prints a line for each figure. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    Path folder = Path.of(args[0], "transformer");
    int side = args.length > 1 ? Integer.parseInt(args[1]) : 256;
    Precision precision = args.length > 2 ? Precision.valueOf(args[2]) : Precision.FLOAT32;
    int calls = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    try (Device any = Device.best()) {
      Device device = any.with(new Arithmetic(precision, null, WeightKeeping.STORED));
      measure(FluxConfig.read(folder), folder, side, calls, device);
    }
  }

  private static void measure(FluxConfig config, Path folder, int side, int calls, Device device)
      throws IOException {
    NetworkDefinition definition = config.network().in(device.precision());
    long bytes = bytes(folder);
    long began = System.nanoTime();
    try (Network network = Network.load(definition, folder, device)) {
      double seconds = seconds(began);
      say("load: %.2f GB in %.1f s, %.2f GB/s", bytes / GIGA, seconds, bytes / GIGA / seconds);
      say("memory after loading: %s", memory());
      for (int call = 1; call <= calls; call++) {
        began = System.nanoTime();
        float[] velocity = velocity(network, config, side, device);
        say(
            "velocity %d at %d×%d in %s: %.1f s, root mean square %.3f",
            call, side, side, device.precision(), seconds(began), rootMeanSquare(velocity));
      }
      say("memory at the end: %s", memory());
    }
  }

  private static float[] velocity(Network network, FluxConfig config, int side, Device device) {
    int along = side / PIXELS_A_TOKEN;
    Random random = new Random(1);
    try (Scope scope = device.scope()) {
      Tensor[] inputs = {
        normal(scope, random, 1, (long) along * along, config.inChannels()),
        normal(scope, random, 1, TEXT_TOKENS, config.jointAttentionDim()),
        normal(scope, random, 1, config.pooledProjectionDim()),
        scope.floats(new float[] {0.7f}, 1),
        positions(scope, along),
        scope.floats(new float[3 * TEXT_TOKENS], TEXT_TOKENS, 3),
        scope.floats(new float[] {3.5f}, 1)
      };
      return network
          .run(scope, config.guidanceEmbeds() ? inputs : Arrays.copyOf(inputs, 6))
          .toFloats();
    }
  }

  private static Tensor positions(Scope scope, int along) {
    float[] ids = new float[3 * along * along];
    for (int token = 0; token < along * along; token++) {
      ids[3 * token + 1] = Math.floorDiv(token, along);
      ids[3 * token + 2] = token % along;
    }
    return scope.floats(ids, (long) along * along, 3);
  }

  private static Tensor normal(Scope scope, Random random, long... shape) {
    int size = 1;
    for (long length : shape) {
      size *= Math.toIntExact(length);
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return scope.floats(values, shape);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  /** What Linux says of this process. */
  private static String memory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return String.join(
          ", ", lines.filter(line -> line.matches("Vm(HWM|RSS):.*")).map(String::strip).toList());
    }
  }
}
