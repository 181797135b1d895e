package dev.rollover.reward.vlm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rewards that are not computed here.
 *
 * @param vlm vision-language models, each behind a chat interface; none by default
 * @param probeEvery how often an endpoint is tried again that was not found to see
 */
@Validated
@ConfigurationProperties(prefix = RewardProperties.PREFIX, ignoreUnknownFields = false)
record RewardProperties(
    @DefaultValue List<@Valid EndpointProperties> vlm,
    @DefaultValue("5m") @DurationMin(millis = 100) Duration probeEvery) {

  static final String PREFIX = "rollover.rewards";

  @AssertTrue(message = "names must differ")
  boolean isNamedApart() {
    return vlm.stream().map(EndpointProperties::name).allMatch(new HashSet<>()::add);
  }
}
