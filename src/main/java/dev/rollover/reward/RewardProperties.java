package dev.rollover.reward;

import dev.rollover.reward.blip.ImageRewardProperties;
import dev.rollover.reward.clip.AestheticProperties;
import dev.rollover.reward.clip.ClipProperties;
import dev.rollover.reward.ocr.OcrProperties;
import dev.rollover.reward.owl.DetectorProperties;
import dev.rollover.reward.vlm.EndpointProperties;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rewards that there are only where somebody names a network or a service for them.
 *
 * @param vlm vision-language models, each behind a chat interface; none by default
 * @param clip networks that compare images with texts; none by default
 * @param aesthetic networks that tell how beautiful images are; none by default
 * @param imageReward networks that tell what people would say of images; none by default
 * @param detector networks that count what images show; none by default
 * @param ocr the reward that reads, which needs nobody to name it
 * @param probeEvery how often an endpoint is tried again that was not found to see
 */
@Validated
@ConfigurationProperties(prefix = RewardProperties.PREFIX, ignoreUnknownFields = false)
public record RewardProperties(
    @DefaultValue List<@Valid EndpointProperties> vlm,
    @DefaultValue List<@Valid ClipProperties> clip,
    @DefaultValue List<@Valid AestheticProperties> aesthetic,
    @DefaultValue List<@Valid ImageRewardProperties> imageReward,
    @DefaultValue List<@Valid DetectorProperties> detector,
    @Valid @DefaultValue OcrProperties ocr,
    @DefaultValue("5m") @DurationMin(millis = 100) Duration probeEvery) {

  /** Of the properties' names. */
  public static final String PREFIX = "rollover.rewards";

  /** The devices that networks have for themselves, each once. */
  public Set<String> devices() {
    return Stream.of(
            clip.stream().map(ClipProperties::device),
            aesthetic.stream().map(AestheticProperties::device),
            imageReward.stream().map(ImageRewardProperties::device),
            detector.stream().map(DetectorProperties::device))
        .flatMap(devices -> devices)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @AssertTrue(message = "names must differ")
  boolean isNamedApart() {
    return Stream.of(
            vlm.stream().map(EndpointProperties::name),
            clip.stream().map(ClipProperties::name),
            aesthetic.stream().map(AestheticProperties::name),
            imageReward.stream().map(ImageRewardProperties::name),
            detector.stream().map(DetectorProperties::name))
        .flatMap(names -> names)
        .allMatch(new HashSet<>()::add);
  }
}
