package dev.rollover.reward.vlm;

import dev.rollover.reward.RewardProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Makes a reward of each endpoint that is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardProperties.class)
@Import(VlmRegistrar.class)
class VlmConfiguration {}
