package dev.rollover.tensor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The devices that models are placed on, each with a worker of its own. What waits for them waits
 * in one queue, so that a call goes to whichever device of those that can do it is free first.
 *
 * <p>Which device answers changes nothing but, between devices of different kinds or numbers of
 * threads, the last bits.
 */
public final class DevicePool implements AutoCloseable {

  private static final String HOST = "cpu";

  private final HostThreads host;
  private final CallQueue queue;
  private final DeviceObserver observer;
  // Guarded by this.
  private final List<Place> places = new ArrayList<>();
  private final List<DeviceWorker> workers = new ArrayList<>();
  private final List<Consumer<DeviceWorker>> watchers = new ArrayList<>();
  private Arithmetic arithmetic = Arithmetic.AUTO;

  DevicePool(HostThreads host, BatchLimits limits, DeviceObserver observer) {
    this.host = host;
    this.queue = new CallQueue(limits, observer);
    this.observer = observer;
  }

  /**
   * Opens the first GPU where there is one, else the host's processors.
   *
   * @param observer hears of what the workers run
   */
  public static DevicePool ofBest(HostThreads host, BatchLimits limits, DeviceObserver observer) {
    DevicePool pool = new DevicePool(host, limits, observer);
    Device device = Device.best(host);
    pool.add(device.name(), device, () -> {});
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
    DevicePool pool = new DevicePool(host, limits, observer);
    try (Device any = Device.best(host)) {
      for (PooledDevice next : asked) {
        int threads = next.threads() == null ? share : next.threads();
        pool.add(
            next.name(),
            any.beside(next.place()),
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

  synchronized Place add(String name, Device device, Runnable beforehand) {
    DeviceWorker worker = new DeviceWorker(name, queue, observer, System::nanoTime, beforehand);
    workers.add(worker);
    Place place = new Place(device.with(arithmetic), worker);
    places.add(place);
    watchers.forEach(watcher -> watcher.accept(worker));
    return place;
  }

  /**
   * Adds the host's processors, called {@code cpu}, to a pool of GPUs.
   *
   * @return none where the pool has devices that are the host's processors, or is called so
   */
  public synchronized Optional<Place> addHost() {
    if (places.stream().anyMatch(place -> !place.device().isGpu()) || find(HOST).isPresent()) {
      return Optional.empty();
    }
    Device device = first().device().beside(HOST);
    return Optional.of(add(HOST, device, () -> Libtorch.computeHereWith(host.threads())));
  }

  /** Tells of every worker, and of those that are added later as soon as they are. */
  public synchronized void watch(Consumer<DeviceWorker> watcher) {
    workers.forEach(watcher);
    watchers.add(watcher);
  }

  /** Sets how its devices compute what is loaded from now on, and how they keep it. */
  public synchronized void compute(Arithmetic computing) {
    arithmetic = computing;
    places.replaceAll(place -> new Place(place.device().with(arithmetic), place.calls()));
  }

  /** Every device, as they were asked for, then the host if it was added. */
  public synchronized List<Place> places() {
    return List.copyOf(places);
  }

  /** Where what has no place of its own goes. */
  public synchronized Place first() {
    return places.getFirst();
  }

  /** The device of a name. */
  public Optional<Place> find(String name) {
    return places().stream().filter(place -> place.name().equals(name)).findFirst();
  }

  /** Every device's worker, in the devices' order. */
  public synchronized List<DeviceWorker> workers() {
    return List.copyOf(workers);
  }

  /** Answers what waits, takes nothing more, and gives the devices back. */
  @Override
  public void close() {
    stop();
    places().forEach(place -> place.device().close());
  }

  /** Answers what waits, and takes nothing more: what lies on the devices can be let go. */
  public void stop() {
    workers().forEach(DeviceWorker::close);
  }
}
