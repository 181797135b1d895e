package dev.rollover.reward.owl;

import dev.rollover.reward.RewardProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Makes a reward of each detector that is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RewardProperties.class)
@Import(OwlRegistrar.class)
class OwlConfiguration {}
