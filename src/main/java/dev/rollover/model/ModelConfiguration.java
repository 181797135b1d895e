package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ModelProperties.class, DeviceProperties.class})
class ModelConfiguration {

  @Bean
  Device device() {
    return Device.best();
  }

  @Bean
  DeviceWorker deviceWorker(DeviceProperties properties, ObjectProvider<DeviceObserver> observers) {
    return new DeviceWorker(
        properties.largestBatch(), DeviceObserver.all(observers.orderedStream().toList()));
  }

  @Bean
  ServedModels servedModels(ModelProperties properties, Device device, DeviceWorker deviceWorker) {
    return new LoadedModels(properties, device, deviceWorker);
  }
}
