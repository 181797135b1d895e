package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.Place;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ModelProperties.class, DeviceProperties.class})
class ModelConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(ModelConfiguration.class);

  @Bean
  DevicePool devicePool(
      DeviceProperties properties,
      Environment environment,
      ObjectProvider<DeviceObserver> observers) {
    DevicePool pool =
        DeviceList.read(environment)
            .open(
                properties.hostThreads(),
                properties.limits(),
                DeviceObserver.all(observers.orderedStream().toList()));
    pool.compute(properties.arithmetic());
    List<String> overruling = HostThreads.overruling(System.getenv());
    LOG.info(
        "Computing on {} in {}; {} threads on {} processors; spin count {}{}",
        String.join(", ", pool.places().stream().map(Place::name).toList()),
        pool.first().device().precision().name().toLowerCase(Locale.ROOT),
        pool.first().device().hostThreads(),
        Runtime.getRuntime().availableProcessors(),
        properties.spinCount(),
        overruling.isEmpty() ? "" : ", but the environment's " + overruling + " win");
    return pool;
  }

  @Bean
  DevicesHealth deviceHealthIndicator(DevicePool devicePool, DeviceProperties properties) {
    return new DevicesHealth(devicePool, properties.longestCall());
  }

  /** What whoever asks for a device means who says no more; the pool closes it. */
  @Bean(destroyMethod = "")
  Device device(DevicePool devicePool) {
    return devicePool.first().device();
  }

  /** The way to it. */
  @Bean(destroyMethod = "")
  DeviceWorker deviceWorker(DevicePool devicePool) {
    return devicePool.workers().getFirst();
  }

  @Bean
  LoadedModels loadedModels(
      ModelProperties properties,
      ObjectProvider<ModelFamily> families,
      DevicePool devicePool,
      DeviceProperties deviceProperties) {
    return new LoadedModels(
        properties, families.orderedStream().toList(), devicePool, deviceProperties.memoryLimit());
  }

  /** Models first: what judges their images is smaller. */
  @Bean
  StartLoading startLoading(LoadedModels loadedModels, ObjectProvider<StartLoad> others) {
    return new StartLoading(
        Stream.concat(loadedModels.loads().stream(), others.orderedStream()).toList());
  }

  @Bean
  ModelsHealth modelsHealthIndicator(StartLoading startLoading) {
    return new ModelsHealth(startLoading);
  }

  @Bean
  ServedModels servedModels(LoadedModels loadedModels, StartLoading startLoading) {
    return new ModelsOnceLoaded(loadedModels, startLoading);
  }
}
