package dev.rollover.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The devices that models are placed on, each with a worker of its own. What waits for them waits
 * in one queue, so that a call goes to whichever device of those that can do it is free first.
 *
 * <p>Which device answers changes nothing but, between devices of different kinds or numbers of
 * threads, the last bits.
 */
public final class DevicePool implements AutoCloseable {

  private final List<Place> places = new ArrayList<>();
  private final List<DeviceWorker> workers = new ArrayList<>();

  private DevicePool() {}

  /**
   * Opens the first GPU where there is one, else the host's processors.
   *
   * @param observer hears of what the workers run
   */
  public static DevicePool ofBest(HostThreads host, BatchLimits limits, DeviceObserver observer) {
    DevicePool pool = new DevicePool();
    Device device = Device.best(host);
    pool.add(device.name(), device, new CallQueue(limits, observer), observer, () -> {});
    return pool;
  }

  /**
   * Opens devices.
   *
   * @param asked at least one, the first of which is where what has no place of its own goes
   * @param host how the host's processors are used by all of them
   * @throws IllegalArgumentException if two have one name or are one GPU, or if there is no such
   *     GPU
   */
  public static DevicePool of(
      List<PooledDevice> asked, HostThreads host, BatchLimits limits, DeviceObserver observer) {
    refuseTwice(asked);
    int sharers = (int) asked.stream().filter(PooledDevice::isHost).count();
    int share = Math.max(1, host.threads() / Math.max(1, sharers));
    DevicePool pool = new DevicePool();
    CallQueue queue = new CallQueue(limits, observer);
    try (Device any = Device.best(host)) {
      for (PooledDevice next : asked) {
        int threads = next.threads() == null ? share : next.threads();
        pool.add(
            next.name(),
            any.beside(next.place()),
            queue,
            observer,
            next.isHost() ? () -> Libtorch.computeHereWith(threads) : () -> {});
      }
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static void refuseTwice(List<PooledDevice> asked) {
    Set<String> names = new HashSet<>();
    Set<String> gpus = new HashSet<>();
    for (PooledDevice next : asked) {
      if (!names.add(next.name())) {
        throw new IllegalArgumentException("two devices are called " + next.name());
      }
      if (!next.isHost() && !gpus.add(next.place())) {
        throw new IllegalArgumentException("two devices are " + next.place());
      }
    }
  }

  private void add(
      String name, Device device, CallQueue queue, DeviceObserver observer, Runnable beforehand) {
    DeviceWorker worker = new DeviceWorker(name, queue, observer, System::nanoTime, beforehand);
    workers.add(worker);
    places.add(new Place(device, worker));
  }

  /** Sets how its devices compute what is loaded from now on, and how they keep it. */
  public void compute(Arithmetic arithmetic) {
    places.replaceAll(place -> new Place(place.device().with(arithmetic), place.calls()));
  }

  /** Every device, as they were asked for. */
  public List<Place> places() {
    return List.copyOf(places);
  }

  /** Where what has no place of its own goes. */
  public Place first() {
    return places.getFirst();
  }

  /** The device of a name. */
  public Optional<Place> find(String name) {
    return places.stream().filter(place -> place.name().equals(name)).findFirst();
  }

  /** Every device's worker, in the devices' order. */
  public List<DeviceWorker> workers() {
    return List.copyOf(workers);
  }

  /** Answers what waits, takes nothing more, and gives the devices back. */
  @Override
  public void close() {
    stop();
    places.forEach(place -> place.device().close());
  }

  /** Answers what waits, and takes nothing more: what lies on the devices can be let go. */
  public void stop() {
    workers.forEach(DeviceWorker::close);
  }
}
