package dev.rollover.reward.vqa;

import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.vision.OnDevice;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/**
 * Offers the reward of the network that comes with this service, on the models' device, where there
 * is a model whose images it knows.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(ScenesAreServed.class)
class VqaConfiguration {

  @Bean
  OnDevice<LoadedVqa> bundledVqa(Device device, DeviceWorker deviceWorker) {
    return new OnDevice<>(LoadedVqa.on(device), deviceWorker::close);
  }

  /** Behind the count, which is the default of what only counts. */
  @Bean
  @Order(1)
  VqaRewardKind vqaRewardKind(
      OnDevice<LoadedVqa> bundledVqa,
      DeviceWorker deviceWorker,
      ObjectProvider<RewardObserver> observers) {
    return new VqaRewardKind(
        bundledVqa.network().network(),
        deviceWorker,
        RewardObserver.all(observers.orderedStream().toList()));
  }
}
