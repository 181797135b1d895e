package dev.rollover.store;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  @Bean
  InstantSource clock() {
    return InstantSource.system();
  }
}
