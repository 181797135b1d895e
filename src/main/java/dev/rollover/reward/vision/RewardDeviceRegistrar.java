package dev.rollover.reward.vision;

import dev.rollover.model.DeviceList;
import dev.rollover.reward.RewardProperties;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Registers each device that networks of rewards have for themselves, being none of those that
 * models are placed on, and its worker. Whoever asks for a device and says no more means the
 * models' first.
 */
class RewardDeviceRegistrar implements BeanRegistrar {

  /** Networks make smaller batches of their own. */
  private static final int MOST_ROWS = 1024;

  @Override
  public void register(BeanRegistry registry, Environment environment) {
    DeviceList models = DeviceList.read(environment);
    Binder.get(environment)
        .bindOrCreate(RewardProperties.PREFIX, RewardProperties.class)
        .devices()
        .stream()
        .filter(name -> !models.has(name))
        .forEach(name -> register(registry, name));
  }

  private static void register(BeanRegistry registry, String name) {
    registry.registerBean(
        Place.deviceBean(name),
        Device.class,
        spec -> spec.notAutowirable().supplier(context -> context.bean(Device.class).beside(name)));
    registry.registerBean(
        Place.workerBean(name),
        DeviceWorker.class,
        spec -> spec.notAutowirable().supplier(context -> worker(context, name)));
  }

  private static DeviceWorker worker(SupplierContext context, String name) {
    DeviceObserver observer =
        DeviceObserver.all(context.beanProvider(DeviceObserver.class).orderedStream().toList());
    return new DeviceWorker("rewards-" + name, MOST_ROWS, observer);
  }
}
