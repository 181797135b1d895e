package dev.rollover.api;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How the service meets its clients.
 *
 * @param maxBody largest request body that is read
 * @param heartbeat how long an event stream may be silent before a comment says that it is alive
 */
@Validated
@ConfigurationProperties(prefix = "rollover.api", ignoreUnknownFields = false)
record ApiProperties(
    @DefaultValue("64KB") @NotNull DataSize maxBody,
    @DefaultValue("15s") @NotNull Duration heartbeat) {

  ApiProperties {
    if (maxBody.toBytes() < 1) {
      throw new IllegalArgumentException("rollover.api.max-body must be positive");
    }
    if (!heartbeat.isPositive()) {
      throw new IllegalArgumentException("rollover.api.heartbeat must be positive");
    }
  }
}
