package dev.rollover.time;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

  @Bean
  Ticker ticker() {
    return Ticker.system();
  }
}
