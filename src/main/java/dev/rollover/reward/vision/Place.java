package dev.rollover.reward.vision;

import dev.rollover.model.DeviceList;
import dev.rollover.tensor.Device;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistry.SupplierContext;
import org.springframework.core.env.Environment;

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
   * @param name of a device, which is one of the models' if they were given one that is called so;
   *     null for the first of the models'
   */
  static Place of(SupplierContext context, @Nullable String name) {
    if (name == null) {
      return new Place(context.bean(Device.class), context.bean(DeviceWorker.class));
    }
    return DeviceList.read(context.bean(Environment.class)).has(name)
        ? ofModels(context.bean(DevicePool.class).find(name).orElseThrow())
        : ofItsOwn(context, name);
  }

  private static Place ofModels(dev.rollover.tensor.Place place) {
    return new Place(place.device(), (DeviceWorker) place.calls());
  }

  private static Place ofItsOwn(SupplierContext context, String name) {
    return new Place(
        context.bean(deviceBean(name), Device.class),
        context.bean(workerBean(name), DeviceWorker.class));
  }
}
