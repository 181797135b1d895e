package dev.rollover.reward.vision;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Opens the devices that networks of rewards have for themselves. */
@Configuration(proxyBeanMethods = false)
@Import(RewardDeviceRegistrar.class)
class RewardDeviceConfiguration {}
