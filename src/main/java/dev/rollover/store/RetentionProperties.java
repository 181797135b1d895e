package dev.rollover.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long generations are kept that have ended, and where their searches stood.
 *
 * @param keep the time after its end, at least a minute; for ever when absent
 * @param state the time after its end for which a generation can be continued: so long is kept
 *     where its search stood; 0 keeps it not at all
 * @param every how often is looked for what is older
 * @param batch how many are deleted in one transaction
 */
@Validated
@ConfigurationProperties(prefix = "rollover.retention", ignoreUnknownFields = false)
public record RetentionProperties(
    @DurationMin(minutes = 1) @Nullable Duration keep,
    @DefaultValue("24h") @NotNull @DurationMin(seconds = 0) Duration state,
    @DefaultValue("10m") @NotNull @DurationMin(seconds = 1) Duration every,
    @DefaultValue("100") @Min(1) @Max(10_000) int batch) {

  boolean keepsStates() {
    return state.isPositive();
  }
}
