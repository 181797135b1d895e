package dev.rollover.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command is told, as {@code --name=value}.
 *
 * @param run the folder of what is drawn and of checkpoints, so that a run goes on where it was
 * @param model the finished model's folder
 * @param out the folder that is written
 * @param steps of training, unless the time is over before
 * @param minutes of everything together; null for no limit
 * @param pictureShare of the minutes, after which no more pictures are drawn
 * @param reserve what is kept of them for the measurement at the end
 * @param batch images of a step
 * @param questions about each of them
 * @param learningRate at its highest
 * @param paths of look-aheads that training draws from
 * @param chunk paths that go through the flow at once
 * @param freshPrompts that the finished network is measured on, and calibrated on half as many
 * @param threads that draw batches beside the device
 * @param checkpointEvery steps between two checkpoints
 */
record VqaOptions(
    Path run,
    Path model,
    Path out,
    int steps,
    @Nullable Duration minutes,
    double pictureShare,
    Duration reserve,
    int batch,
    int questions,
    double learningRate,
    int paths,
    int chunk,
    int freshPrompts,
    int threads,
    int checkpointEvery,
    long seed) {

  static final String USAGE =
      """
      usage: TrainVqa --run=FOLDER --model=FOLDER --out=FOLDER
                      [--steps=8000] [--minutes=NUMBER] [--picture-share=0.35] [--reserve=60 (seconds)]
                      [--batch=64] [--questions=6] [--learning-rate=0.001]
                      [--paths=2048] [--chunk=128] [--fresh-prompts=64]
                      [--threads=2] [--checkpoint-every=200] [--seed=20261126]\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "run",
          "model",
          "out",
          "steps",
          "minutes",
          "picture-share",
          "reserve",
          "batch",
          "questions",
          "learning-rate",
          "paths",
          "chunk",
          "fresh-prompts",
          "threads",
          "checkpoint-every",
          "seed");

  /**
   * Reads the command's arguments.
   *
   * @throws IllegalArgumentException if one is unknown, missing or wrong; the message has the usage
   */
  static VqaOptions parse(String... arguments) {
    try {
      return of(said(arguments));
    } catch (RuntimeException wrong) {
      throw new IllegalArgumentException(wrong.getMessage() + "\n" + USAGE, wrong);
    }
  }

  private static Map<String, String> said(String... arguments) {
    Map<String, String> said = new HashMap<>();
    for (String argument : arguments) {
      Matcher match = Pattern.compile("--([a-z-]+)=(.+)").matcher(argument);
      if (!match.matches() || !NAMES.contains(match.group(1))) {
        throw new IllegalArgumentException("\"%s\" says nothing here".formatted(argument));
      }
      said.put(match.group(1), match.group(2));
    }
    return said;
  }

  private static VqaOptions of(Map<String, String> said) {
    String minutes = said.get("minutes");
    return new VqaOptions(
        folder(said, "run"),
        folder(said, "model"),
        folder(said, "out"),
        atLeastOne(said, "steps", 8000),
        minutes == null ? null : Duration.ofMillis(Math.round(60_000 * above0("minutes", minutes))),
        above0("picture-share", said.getOrDefault("picture-share", "0.35")),
        Duration.ofSeconds(atLeastOne(said, "reserve", 60)),
        atLeastOne(said, "batch", 64),
        atLeastOne(said, "questions", 6),
        above0("learning-rate", said.getOrDefault("learning-rate", "0.001")),
        atLeastOne(said, "paths", 2048),
        atLeastOne(said, "chunk", 128),
        atLeastOne(said, "fresh-prompts", 64),
        atLeastOne(said, "threads", 2),
        atLeastOne(said, "checkpoint-every", 200),
        Long.parseLong(said.getOrDefault("seed", "20261126")));
  }

  private static Path folder(Map<String, String> said, String name) {
    String folder = said.get(name);
    if (folder == null) {
      throw new IllegalArgumentException("--%s is not said".formatted(name));
    }
    return Path.of(folder);
  }

  private static int atLeastOne(Map<String, String> said, String name, int otherwise) {
    int value = Integer.parseInt(said.getOrDefault(name, String.valueOf(otherwise)));
    if (value < 1) {
      throw new IllegalArgumentException("--%s is at least 1, not %d".formatted(name, value));
    }
    return value;
  }

  private static double above0(String name, String said) {
    double value = Double.parseDouble(said);
    // Written so that NaN is refused too.
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("--%s is above 0, not %s".formatted(name, said));
    }
    return value;
  }

  /** Chunks that have all paths; the last one is as full as the others. */
  int chunks() {
    return Math.ceilDiv(paths, chunk);
  }
}
