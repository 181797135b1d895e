package dev.rollover.reward.clip;

import dev.rollover.tensor.PooledDevice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A CLIP or a SigLIP that tells how well an image fits its prompt.
 *
 * @param name what requests call the reward
 * @param folder of the model, as transformers leaves it
 * @param score that is made of the cosine
 * @param prefix that stands before the prompt, such as {@code A photo depicts}; none by default
 * @param device one of {@code rollover.devices} by its name, or {@code cpu}, {@code cuda:0} and so
 *     on that it has for itself; the first of those by default
 * @param largestBatch most images that the device takes at once
 */
public record ClipProperties(
    @DefaultValue("clip") @Pattern(regexp = "[a-z][a-z0-9_]*") String name,
    @NotBlank String folder,
    @DefaultValue("clip_score") ClipScore score,
    @DefaultValue("") @Size(max = LONGEST_PREFIX) String prefix,
    @Nullable @Pattern(regexp = PooledDevice.NAME) String device,
    @DefaultValue("32") @Min(1) @Max(1024) int largestBatch) {

  private static final int LONGEST_PREFIX = 200;
}
