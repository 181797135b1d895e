package dev.rollover.reward.vision;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.DeviceWorker;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;

/**
 * Where a network of a reward is.
 *
 * @param worker the way to the device
 */
public record Place(Device device, DeviceWorker worker) {

  static String deviceBean(String name) {
    return "rewards.device." + name;
  }

  static String workerBean(String name) {
    return "rewards.worker." + name;
  }

  /**
   * A place.
   *
   * @param name of the device; null for the model's
   */
  static Place of(SupplierContext context, @Nullable String name) {
    return name == null
        ? new Place(context.bean(Device.class), context.bean(DeviceWorker.class))
        : new Place(
            context.bean(deviceBean(name), Device.class),
            context.bean(workerBean(name), DeviceWorker.class));
  }
}
