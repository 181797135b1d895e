package dev.rollover.tensor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Something that computes, once on each of some devices: a call goes to whichever of them is free
 * first. Every replica is used by its device's thread alone.
 */
public final class Replicas<N extends Replicas.Replica> implements AutoCloseable {

  private final Map<Place, N> replicas = new LinkedHashMap<>();

  private Replicas() {}

  /** One of them; closed when no call runs, and none will. */
  public interface Replica extends AutoCloseable {
    @Override
    void close();
  }

  /** Loads a replica. */
  @FunctionalInterface
  public interface Loading<N> {
    N on(Device device) throws IOException;
  }

  /**
   * Loads a replica on each device.
   *
   * @param places at least one; several are of one {@link DevicePool}
   */
  public static <N extends Replica> Replicas<N> load(List<Place> places, Loading<N> loading)
      throws IOException {
    requireOneQueue(places);
    Replicas<N> loaded = new Replicas<>();
    try {
      for (Place place : places) {
        loaded.replicas.put(place, loading.on(place.device()));
      }
      return loaded;
    } catch (IOException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private static void requireOneQueue(List<Place> places) {
    if (places.size() != 1 && places.stream().map(Replicas::queueOf).distinct().count() != 1) {
      throw new IllegalArgumentException("replicas are on one device, or on some of one pool");
    }
  }

  private static CallQueue queueOf(Place place) {
    if (place.calls() instanceof DeviceWorker worker) {
      return worker.queue();
    }
    throw new IllegalArgumentException("the devices of several replicas have workers");
  }

  /**
   * Runs an operation on a replica, and blocks until its answers are there.
   *
   * @see DeviceCalls#submit
   */
  public <R, A> List<A> submit(
      BatchKey key,
      List<R> rows,
      BiFunction<N, List<R>, List<A>> operation,
      DeviceAccount account) {
    Place first = replicas.keySet().iterator().next();
    if (replicas.size() == 1) {
      return first.calls().submit(key, rows, way(first, operation), account);
    }
    Map<String, Function<List<R>, List<A>>> ways = new LinkedHashMap<>();
    replicas.keySet().forEach(place -> ways.put(place.name(), way(place, operation)));
    return queueOf(first).submit(key, rows, ways, account);
  }

  private <R, A> Function<List<R>, List<A>> way(
      Place place, BiFunction<N, List<R>, List<A>> operation) {
    N replica = replicas.get(place);
    return rows -> operation.apply(replica, rows);
  }

  /** The replica on a device, if there is one. */
  public Optional<N> on(Device device) {
    return replicas.entrySet().stream()
        .filter(entry -> entry.getKey().device() == device)
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Any of them: they are alike. */
  public N any() {
    return replicas.values().iterator().next();
  }

  /** What the devices are called. */
  public List<String> names() {
    return replicas.keySet().stream().map(Place::name).toList();
  }

  @Override
  public void close() {
    replicas.values().forEach(Replica::close);
  }
}
