package dev.rollover.store;

import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RetentionProperties.class)
class StoreConfiguration {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }

  @Bean
  RetentionSchedule retentionSchedule(
      Retention retention, RetentionProperties properties, InstantSource clock) {
    return new RetentionSchedule(retention, properties, clock);
  }
}
