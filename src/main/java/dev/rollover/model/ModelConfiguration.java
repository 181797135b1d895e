package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceCalls;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ModelProperties.class)
class ModelConfiguration {

  /** Of one run: enough to keep a device busy, and few enough for its memory. */
  private static final int MOST_ROWS = 64;

  @Bean
  Device device() {
    return Device.best();
  }

  @Bean
  DeviceWorker deviceWorker(DeviceObserver observer) {
    return new DeviceWorker(MOST_ROWS, observer);
  }

  @Bean
  ServedModels servedModels(ModelProperties properties, Device device, DeviceCalls calls) {
    return new LoadedModels(properties, device, calls);
  }
}
