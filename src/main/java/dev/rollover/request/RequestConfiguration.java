package dev.rollover.request;

import java.security.SecureRandom;
import java.util.function.LongSupplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

  /** Seeds that every client can hold exactly: JSON numbers are doubles to many. */
  @Bean
  LongSupplier seeds() {
    SecureRandom random = new SecureRandom();
    return () -> random.nextLong(1L << 53);
  }
}
