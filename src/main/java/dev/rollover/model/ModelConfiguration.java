package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {

  @Bean
  Device device() {
    return Device.best();
  }

  @Bean
  DeviceCalls deviceCalls() {
    return DeviceCalls.direct();
  }

  @Bean
  ServedModels servedModels(ModelProperties properties, Device device, DeviceCalls calls) {
    return new LoadedModels(properties, device, calls);
  }
}
