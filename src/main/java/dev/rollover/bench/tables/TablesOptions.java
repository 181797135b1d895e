package dev.rollover.bench.tables;

import dev.rollover.reward.RewardTerm;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the command is told, as {@code --name=value}.
 *
 * @param presets names of presets that come with this, or paths of JSON files; with commas
 * @param out the folder of outcomes and reports
 * @param model a folder in diffusers' layout, or {@code classpath:…}
 * @param reward that is searched for: a kind's name, or a list of terms as a request has it
 * @param endpoints a file of properties with {@code rollover.rewards.vlm}, as the service has it
 * @param target the reward that is good enough to stop at: 0, the best there is, for {@code count}
 *     alone, and none for others
 * @param count of prompts in each set, instead of the preset's own
 * @param seeds of each prompt
 * @param promptSeed decides which prompts, and all seeds
 * @param atOnce searches that run side by side
 * @param largestBatch most latents that the device takes at once; larger models need it smaller
 */
record TablesOptions(
    List<String> presets,
    Path out,
    String model,
    List<RewardTerm> reward,
    @Nullable Path endpoints,
    @Nullable Double target,
    @Nullable Integer count,
    int seeds,
    long promptSeed,
    int atOnce,
    int largestBatch) {

  static final String USAGE =
      """
      usage: Tables --presets=small,main,… [--out=target/tables] [--model=classpath:models/shapes]
                    [--reward=count] [--endpoints=endpoints.yaml] [--target=0] [--prompts=100]
                    [--seeds=1] [--prompt-seed=9001] [--at-once=16] [--largest-batch=128]""";

  private static final Set<String> NAMES =
      Set.of(
          "presets",
          "out",
          "model",
          "reward",
          "endpoints",
          "target",
          "prompts",
          "seeds",
          "prompt-seed",
          "at-once",
          "largest-batch");
  private static final List<RewardTerm> COUNT = List.of(new RewardTerm("count", 1, Map.of()));

  TablesOptions {
    presets = List.copyOf(presets);
    reward = List.copyOf(reward);
  }

  /**
   * Reads the command's arguments.
   *
   * @throws IllegalArgumentException if one is unknown, missing or wrong; the message has the usage
   */
  static TablesOptions parse(String... arguments) {
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

  private static TablesOptions of(Map<String, String> said) {
    if (!said.containsKey("presets")) {
      throw new IllegalArgumentException("no preset is named");
    }
    List<RewardTerm> reward = reward(said.getOrDefault("reward", "count"));
    return new TablesOptions(
        List.of(said.getOrDefault("presets", "").split(",")),
        Path.of(said.getOrDefault("out", "target/tables")),
        said.getOrDefault("model", "classpath:models/shapes"),
        reward,
        said.containsKey("endpoints") ? Path.of(said.get("endpoints")) : null,
        said.containsKey("target") ? target(said, reward) : usualTarget(reward),
        said.containsKey("prompts") ? atLeastOne(said, "prompts", 1) : null,
        atLeastOne(said, "seeds", 1),
        Long.parseLong(said.getOrDefault("prompt-seed", "9001")),
        atLeastOne(said, "at-once", 16),
        atLeastOne(said, "largest-batch", 128));
  }

  private static Double target(Map<String, String> said, List<RewardTerm> reward) {
    if (reward.stream().anyMatch(RewardTerm::normalise)) {
      throw new IllegalArgumentException("a reward whose scale moves has no --target");
    }
    return Double.valueOf(said.get("target"));
  }

  private static @Nullable Double usualTarget(List<RewardTerm> reward) {
    return reward.equals(COUNT) ? (Double) 0.0 : null;
  }

  private static List<RewardTerm> reward(String said) {
    return said.startsWith("[")
        ? List.of(Json.read(said, RewardTerm[].class))
        : List.of(new RewardTerm(said, 1, Map.of()));
  }

  private static int atLeastOne(Map<String, String> said, String name, int otherwise) {
    int value = Integer.parseInt(said.getOrDefault(name, String.valueOf(otherwise)));
    if (value < 1) {
      throw new IllegalArgumentException("--%s is at least 1, not %d".formatted(name, value));
    }
    return value;
  }

  /** Whether images are searched by the judge of the tables itself. */
  boolean isForCount() {
    return reward.equals(COUNT);
  }
}
