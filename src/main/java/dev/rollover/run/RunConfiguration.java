package dev.rollover.run;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RunProperties.class, PriceProperties.class})
class RunConfiguration {}
