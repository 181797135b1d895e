package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How a model's own sampler spaces its times, from {@code scheduler_config.json}: t becomes s·t /
 * (1 + (s−1)·t), where s is fixed or grows with the image.
 *
 * @param shift s, unless dynamic
 * @param dynamic whether μ is linear in the number of image tokens instead, through (baseTokens,
 *     baseShift) and (maxTokens, maxShift)
 * @param exponential whether s is then e^μ, and not μ itself
 */
public record SchedulerConfig(
    double shift,
    boolean dynamic,
    boolean exponential,
    double baseShift,
    double maxShift,
    int baseTokens,
    int maxTokens) {

  /** Times of diffusers for one of ours, of every FLUX. */
  private static final int TRAIN_STEPS = 1000;

  /** More tokens than any image here has. */
  private static final int MOST_TOKENS = 1 << 18;

  /** What spaces times in other ways, or adds noise of its own. */
  private static final List<String> OTHER_WAYS =
      List.of(
          "invert_sigmas",
          "use_karras_sigmas",
          "use_exponential_sigmas",
          "use_beta_sigmas",
          "stochastic_sampling");

  public static SchedulerConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("scheduler_config.json"));
    file.oneOf("_class_name", "FlowMatchEulerDiscreteScheduler");
    for (String other : OTHER_WAYS) {
      if (file.flag(other, false)) {
        throw file.wrong(other, "is false: no sampler here does it");
      }
    }
    if (file.number("shift_terminal", 0) != 0) {
      throw file.wrong("shift_terminal", "is null: no sampler here stretches its times");
    }
    if (file.size("num_train_timesteps", TRAIN_STEPS) != TRAIN_STEPS) {
      throw file.wrong("num_train_timesteps", "is %d in every FLUX".formatted(TRAIN_STEPS));
    }
    SchedulerConfig config =
        new SchedulerConfig(
            file.positive("shift", 1),
            file.flag("use_dynamic_shifting", false),
            file.oneOf("time_shift_type", "exponential", "linear").equals("exponential"),
            file.number("base_shift", 0.5),
            file.number("max_shift", 1.15),
            file.size("base_image_seq_len", 256),
            file.size("max_image_seq_len", 4096));
    config.requireSense(file);
    return config;
  }

  private void requireSense(ConfigFile file) {
    if (maxTokens <= baseTokens) {
      throw file.wrong("max_image_seq_len", "is above base_image_seq_len, not " + maxTokens);
    }
    if (shiftFor(1) <= 0 || shiftFor(MOST_TOKENS) <= 0) {
      throw file.wrong(
          "base_shift",
          "leads with max_shift to shifts above 0 for every image where time_shift_type is linear");
    }
  }

  /** The factor s for an image of so many tokens. */
  public double shiftFor(int imageTokens) {
    if (!dynamic) {
      return shift;
    }
    double slope = (maxShift - baseShift) / (maxTokens - baseTokens);
    double mu = baseShift + slope * (imageTokens - baseTokens);
    return exponential ? StrictMath.exp(mu) : mu;
  }
}
