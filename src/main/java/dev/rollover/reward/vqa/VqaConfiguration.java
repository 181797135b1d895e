package dev.rollover.reward.vqa;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Offers the bundled network's reward. */
@Configuration(proxyBeanMethods = false)
class VqaConfiguration {

  @Bean
  LoadedVqa loadedVqa(Device device, DeviceWorker deviceWorker) {
    return LoadedVqa.on(device, deviceWorker);
  }

  @Bean
  @Order(0)
  VqaRewardKind vqaRewardKind(LoadedVqa loaded) {
    return new VqaRewardKind(loaded.network(), loaded.worker());
  }
}
