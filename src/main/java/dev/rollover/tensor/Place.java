package dev.rollover.tensor;

/**
 * Where networks can be: a device, and the way to it.
 *
 * @param device its owner closes it
 * @param calls runs what is on the device
 */
public record Place(Device device, DeviceCalls calls) {

  /** What it is called: as its worker is if it has one, else as its device. */
  public String name() {
    return calls instanceof DeviceWorker worker ? worker.name() : device.name();
  }
}
