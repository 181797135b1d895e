package dev.rollover.model;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The device that models run on.
 *
 * @param largestBatch most latents that it takes at once; larger models and images need it smaller
 */
@Validated
@ConfigurationProperties(prefix = "rollover.device", ignoreUnknownFields = false)
record DeviceProperties(@DefaultValue("128") @Min(1) int largestBatch) {}
