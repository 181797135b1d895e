package dev.rollover.run;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a generation is run.
 *
 * @param attempts how many runs of a generation may fail, or die with their process, before it has
 *     failed
 */
@Validated
@ConfigurationProperties(prefix = "rollover.run", ignoreUnknownFields = false)
record RunProperties(@DefaultValue("3") @Min(1) int attempts) {}
