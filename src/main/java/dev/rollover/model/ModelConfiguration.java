package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.HostThreads;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ModelProperties.class, DeviceProperties.class})
class ModelConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ModelConfiguration.class);

  @Bean
  Device device(DeviceProperties properties) {
    Device device = Device.best(properties.hostThreads());
    List<String> overruling = HostThreads.overruling(System.getenv());
    LOG.info(
        "Computing with {} threads on {} processors; spin count {}{}",
        device.hostThreads(),
        Runtime.getRuntime().availableProcessors(),
        properties.spinCount(),
        overruling.isEmpty() ? "" : ", but the environment's " + overruling + " win");
    return device;
  }

  @Bean
  DeviceWorker deviceWorker(DeviceProperties properties, ObjectProvider<DeviceObserver> observers) {
    return new DeviceWorker(
        properties.largestBatch(), DeviceObserver.all(observers.orderedStream().toList()));
  }

  @Bean
  ServedModels servedModels(
      ModelProperties properties,
      ObjectProvider<ModelFamily> families,
      Device device,
      DeviceWorker deviceWorker) {
    return new LoadedModels(properties, families.orderedStream().toList(), device, deviceWorker);
  }
}
