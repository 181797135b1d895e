package dev.rollover.reward.blip;

import dev.rollover.tensor.PooledDevice;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An ImageReward, which tells what people would say of an image for its prompt.
 *
 * @param name what requests call the reward
 * @param folder of the weights, of BERT's tokenizer, and of {@code med_config.json} or
 *     transformers' {@code config.json}
 * @param mean of what the network says, which becomes 0
 * @param deviation of what the network says, which becomes 1
 * @param device one of {@code rollover.devices} by its name, or {@code cpu}, {@code cuda:0} and so
 *     on that it has for itself; the first of those by default
 * @param largestBatch most images that the device takes at once
 */
public record ImageRewardProperties(
    @DefaultValue("image_reward") @Pattern(regexp = "[a-z][a-z0-9_]*") String name,
    @NotBlank String folder,
    @DefaultValue("0.16717362830052426") double mean,
    @DefaultValue("1.0333394966054072") @DecimalMin(value = "0", inclusive = false)
        double deviation,
    @Nullable @Pattern(regexp = PooledDevice.NAME) String device,
    @DefaultValue("32") @Min(1) @Max(1024) int largestBatch) {}
