package dev.rollover.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How a model's own sampler spaces its times, from {@code scheduler_config.json}: t becomes s·t /
 * (1 + (s−1)·t), where s is fixed or grows with the image.
 *
 * @param shift s, unless dynamic
 * @param dynamic whether ln s is linear in the number of image tokens instead, through (baseTokens,
 *     baseShift) and (maxTokens, maxShift)
 */
public record SchedulerConfig(
    double shift,
    boolean dynamic,
    double baseShift,
    double maxShift,
    int baseTokens,
    int maxTokens) {

  public static SchedulerConfig read(Path folder) throws IOException {
    ConfigFile file = ConfigFile.read(folder.resolve("scheduler_config.json"));
    file.oneOf("_class_name", "FlowMatchEulerDiscreteScheduler");
    file.oneOf("time_shift_type", "exponential");
    int baseTokens = file.size("base_image_seq_len", 256);
    int maxTokens = file.size("max_image_seq_len", 4096);
    if (maxTokens <= baseTokens) {
      throw file.wrong("max_image_seq_len", "is above base_image_seq_len, not " + maxTokens);
    }
    return new SchedulerConfig(
        file.positive("shift", 1),
        file.flag("use_dynamic_shifting", false),
        file.number("base_shift", 0.5),
        file.number("max_shift", 1.15),
        baseTokens,
        maxTokens);
  }

  /** The factor s for an image of so many tokens. */
  public double shiftFor(int imageTokens) {
    if (!dynamic) {
      return shift;
    }
    double slope = (maxShift - baseShift) / (maxTokens - baseTokens);
    return StrictMath.exp(baseShift + slope * (imageTokens - baseTokens));
  }
}
