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
 * A head on a CLIP that tells how beautiful an image is.
 *
 * @param name what requests call the reward
 * @param folder of the CLIP, as transformers leaves it; its tower for texts may be missing
 * @param head the safetensors file of the head's weights, {@code layers.N.weight} and {@code
 *     layers.N.bias}; when not said they are among the CLIP's
 * @param device one of {@code rollover.devices} by its name, or {@code cpu}, {@code cuda:0} and so
 *     on that it has for itself; the first of those by default
 * @param largestBatch most images that the device takes at once
 */
public record AestheticProperties(
    @DefaultValue("aesthetic") @Pattern(regexp = "[a-z][a-z0-9_]*") String name,
    @NotBlank String folder,
    @Nullable @Size(min = 1) String head,
    @Nullable @Pattern(regexp = PooledDevice.NAME) String device,
    @DefaultValue("32") @Min(1) @Max(1024) int largestBatch) {}
