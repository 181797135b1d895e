package dev.rollover.reward.owl;

import dev.rollover.tensor.PooledDevice;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An OWLv2 that counts what images show.
 *
 * @param name what requests call the reward; the one called {@code count} judges images of all
 *     models but those of the bundled world, which a parser counts; others judge those too
 * @param folder of the model, as transformers leaves it
 * @param query that is made of each kind that is to be counted, in the place of {@code {class}}
 * @param threshold the score above which something is found, where a request does not say
 * @param device one of {@code rollover.devices} by its name, or {@code cpu}, {@code cuda:0} and so
 *     on that it has for itself; the first of those by default
 * @param largestBatch most images that are prepared by a job, and that the device takes, at once
 */
public record DetectorProperties(
    @DefaultValue(COUNT) @Pattern(regexp = "[a-z][a-z0-9_]*") String name,
    @NotBlank String folder,
    @DefaultValue("a photo of a {class}") @Pattern(regexp = Query.ALLOWED) String query,
    @DefaultValue("0.2") @DecimalMin("0") @DecimalMax("1") double threshold,
    @Nullable @Pattern(regexp = PooledDevice.NAME) String device,
    @DefaultValue("8") @Min(1) @Max(1024) int largestBatch) {

  private static final String COUNT = "count";

  /** What its calls are timed as: not as those of the parser. */
  String timedAs() {
    return "detector." + name;
  }

  /** Whether it stands beside the parser of the same name. */
  boolean isCount() {
    return name.equals(COUNT);
  }
}
