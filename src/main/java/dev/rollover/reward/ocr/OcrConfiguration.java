package dev.rollover.reward.ocr;

import dev.rollover.reward.RewardProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Offers the reward that reads, where it can. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardProperties.class)
@Import(OcrRegistrar.class)
class OcrConfiguration {}
