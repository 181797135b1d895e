package dev.rollover.bench.fullsize;

import static dev.rollover.bench.fullsize.Figures.GIGA;
import static dev.rollover.bench.fullsize.Figures.rootMeanSquare;
import static dev.rollover.bench.fullsize.Figures.say;
import static dev.rollover.bench.fullsize.Figures.seconds;

import dev.rollover.model.Conditions;
import dev.rollover.model.FlowModel;
import dev.rollover.model.MemoryPlan;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * Loads a whole folder as the service does, by its configuration, and tells what was planned, how
 * long a prompt, a velocity and an image take, and how much memory: {@code FolderMeasurement FOLDER
 * [--PROPERTY=VALUE …]}. The image is of the side that the folder says.
 */
public final class FolderMeasurement {

  private static final String PROMPT = "a red cube on top of a blue sphere";

  private FolderMeasurement() {}

  /** The models of the service without the rest of it. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("dev.rollover.model")
  static class Models {}

  /** Measures, and prints a line for each figure. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<String> properties =
        new ArrayList<>(
            List.of(
                "--rollover.models.served[0].name=measured",
                "--rollover.models.served[0].location=" + args[0]));
    properties.addAll(Arrays.asList(args).subList(1, args.length));
    long began = System.nanoTime();
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Models.class)
            .web(WebApplicationType.NONE)
            .run(properties.toArray(String[]::new))) {
      say("start, loading and a first call of each kind: %.1f s", seconds(began));
      say("memory then: %s", memory());
      ServedModels models = context.getBean(ServedModels.class);
      ServedModel model = models.all().getFirst();
      tell(models.memory(model));
      measure(model);
      say("memory at the end: %s", memory());
    }
  }

  private static void tell(MemoryPlan plan) {
    for (MemoryPlan.Part part : plan.parts()) {
      say(
          "planned: %s on %s, %.2f GB and %.2f GB streamed",
          part.name(), part.device(), part.bytes() / GIGA, part.streamed() / GIGA);
    }
  }

  private static void measure(ServedModel model) {
    int side = model.sizes().usual();
    Conditions conditions = new Conditions(PROMPT, side, side, null, true);
    try (FlowModel flow = timed("prompt", () -> model.prepare(conditions))) {
      Random random = new Random(1);
      float[] noise = new float[flow.latentShape().size()];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = (float) random.nextGaussian();
      }
      List<float[]> velocity =
          timed(
              "velocity at %d×%d".formatted(side, side),
              () -> flow.velocity(List.of(noise), new double[] {0.7}));
      say("its root mean square: %.3f", rootMeanSquare(velocity.getFirst()));
      timed("decode at %d×%d".formatted(side, side), () -> flow.decode(velocity));
    }
  }

  private static <T> T timed(String what, Supplier<T> call) {
    long began = System.nanoTime();
    T answer = call.get();
    say("%s: %.1f s", what, seconds(began));
    return answer;
  }

  /** What Linux says of this process: files that are mapped count to what is resident. */
  private static String memory() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return String.join(
          ", ",
          lines
              .filter(line -> line.matches("(VmHWM|VmRSS|RssAnon|RssFile):.*"))
              .map(FolderMeasurement::words)
              .toList());
    }
  }

  private static String words(String line) {
    String[] parts = line.split("[:\\s]+", -1);
    return "%s %.2f GB".formatted(parts[0], Long.parseLong(parts[1]) * 1024 / GIGA);
  }
}
