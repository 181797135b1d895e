package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.HostThreads;
import dev.rollover.tensor.PooledDevice;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * The property {@code rollover.devices}: the devices that models are placed on, each by its name
 * alone, as in {@code cuda:0,cuda:1}, or with all that a {@link PooledDevice} has; the first GPU
 * where there is one, else the host's processors, when none is named. A list for itself, which no
 * record of properties can be.
 */
public record DeviceList(List<PooledDevice> devices) {

  private static final String PROPERTY = "rollover.devices";

  /** Reads the property; nothing of it is ignored. */
  public static DeviceList read(Environment environment) {
    BindHandler whole =
        new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
    return new DeviceList(
        Binder.get(environment)
            .bind(PROPERTY, Bindable.listOf(PooledDevice.class), whole)
            .orElse(List.of()));
  }

  /** Whether a device of a name is asked for. */
  public boolean has(String name) {
    return devices.stream().anyMatch(device -> device.name().equals(name));
  }

  /**
   * Opens them.
   *
   * @throws InvalidConfigurationPropertyValueException if they cannot be had
   */
  DevicePool open(HostThreads host, BatchLimits limits, DeviceObserver observer) {
    if (devices.isEmpty()) {
      return DevicePool.ofBest(host, limits, observer);
    }
    try {
      return DevicePool.of(devices, host, limits, observer);
    } catch (IllegalArgumentException refused) {
      throw new InvalidConfigurationPropertyValueException(
          PROPERTY,
          devices.stream().map(PooledDevice::name).toList(),
          String.valueOf(refused.getMessage()));
    }
  }
}
