package dev.rollover.run;

import jakarta.validation.constraints.DecimalMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the device costs.
 *
 * @param usdPerDeviceHour the price of an hour of the device's work, in US dollars
 */
@Validated
@ConfigurationProperties(prefix = "rollover.price", ignoreUnknownFields = false)
public record PriceProperties(@DefaultValue("0") @DecimalMin("0") double usdPerDeviceHour) {

  public double usdPerDeviceSecond() {
    return usdPerDeviceHour / 3600;
  }
}
