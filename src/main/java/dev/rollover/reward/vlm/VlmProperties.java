package dev.rollover.reward.vlm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.util.HashSet;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rewards that are not computed here.
 *
 * @param vlm vision-language models, each behind a chat interface; none by default
 */
@Validated
@ConfigurationProperties(prefix = "rollover.rewards", ignoreUnknownFields = false)
record VlmProperties(@DefaultValue List<@Valid EndpointProperties> vlm) {

  @AssertTrue(message = "names must differ")
  boolean isNamedApart() {
    return vlm.stream().map(EndpointProperties::name).allMatch(new HashSet<>()::add);
  }
}
