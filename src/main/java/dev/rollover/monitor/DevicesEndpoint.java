package dev.rollover.monitor;

import dev.rollover.model.ModelDevices;
import dev.rollover.model.ServedModel;
import dev.rollover.model.ServedModels;
import dev.rollover.tensor.DeviceMemory;
import dev.rollover.tensor.DevicePool;
import dev.rollover.tensor.DeviceWorker;
import dev.rollover.tensor.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/devices}: the devices that models are on, and what they do now. */
@Component
@Endpoint(id = "devices")
class DevicesEndpoint {

  private final ObjectProvider<DevicePool> pools;
  private final ObjectProvider<ServedModels> models;

  DevicesEndpoint(ObjectProvider<DevicePool> pools, ObjectProvider<ServedModels> models) {
    this.pools = pools;
    this.models = models;
  }

  /** The answer, in the devices' configured order. */
  record Report(List<Entry> devices) {}

  /**
   * A device.
   *
   * @param name what the configuration calls it
   * @param device {@code cpu} or {@code cuda:0} and so on
   * @param models which of each model's networks are on it
   * @param busySeconds in which it has run calls, the one that runs now among them
   * @param callSeconds that the call has run that runs now
   * @param waitingCalls that it can do, though another may take them
   * @param memory of a GPU, in bytes
   */
  record Entry(
      String name,
      String device,
      Map<String, List<String>> models,
      double busySeconds,
      double callSeconds,
      int waitingCalls,
      @Nullable DeviceMemory memory) {}

  @ReadOperation
  Report report() {
    return new Report(pools.stream().flatMap(pool -> entries(pool).stream()).toList());
  }

  private List<Entry> entries(DevicePool pool) {
    return IntStream.range(0, pool.places().size())
        .mapToObj(index -> entry(pool.places().get(index), pool.workers().get(index)))
        .toList();
  }

  private Entry entry(Place place, DeviceWorker worker) {
    return new Entry(
        worker.name(),
        place.device().name(),
        networksOn(worker.name()),
        worker.busy().toNanos() / 1e9,
        worker.callAge().toNanos() / 1e9,
        worker.waiting(),
        place.device().memory().orElse(null));
  }

  private Map<String, List<String>> networksOn(String device) {
    Map<String, List<String>> networks = new TreeMap<>();
    models.stream()
        .flatMap(served -> served.loaded().stream())
        .forEach(model -> networks.put(model.name(), networks(model, device)));
    networks.values().removeIf(List::isEmpty);
    return networks;
  }

  private static List<String> networks(ServedModel model, String device) {
    ModelDevices devices = model.devices();
    List<String> networks = new ArrayList<>();
    addIf(devices.transformer().contains(device), "transformer", networks);
    addIf(devices.encoders().contains(device), "encoders", networks);
    addIf(devices.decoder().contains(device), "decoder", networks);
    return networks;
  }

  private static void addIf(boolean isThere, String network, List<String> networks) {
    if (isThere) {
      networks.add(network);
    }
  }
}
