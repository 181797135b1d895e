package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One network of a model's folder whose weights are all there, but not loaded yet. */
public record CheckedNetwork(
    NetworkDefinition network, WeightPlan weights, StreamedWeights streamed) {

  /** One all of whose weights are to be on its device. */
  public CheckedNetwork(NetworkDefinition network, WeightPlan weights) {
    this(network, weights, StreamedWeights.NONE);
  }

  /**
   * Looks for the weights in a folder.
   *
   * @param variant of the file that is taken if it is there, or null for the usual one
   * @param reading of the configuration that makes the network
   * @param faults where everything that is wrong is noted
   * @return nothing where something is wrong
   */
  public static Optional<CheckedNetwork> of(
      Path folder, @Nullable String variant, Reading reading, Faults faults) throws IOException {
    Optional<NetworkDefinition> network = faults.of(() -> reading.read(folder));
    Optional<Path> file = faults.of(() -> WeightFiles.find(folder, variant));
    if (file.isEmpty() || network.isEmpty()) {
      return Optional.empty();
    }
    return faults
        .of(() -> WeightPlan.of(file.get(), network.get().weights()))
        .map(plan -> new CheckedNetwork(network.get(), plan));
  }

  /** Reads the configuration in a folder. */
  public interface Reading {
    NetworkDefinition read(Path folder) throws IOException;
  }

  /** Whether the file that was taken is of a variant. */
  public boolean isOfVariant(String variant) {
    return WeightFiles.isOfVariant(weights.file(), variant);
  }

  /** The blocks whose weights may come to the device at each use. */
  public int blocks() {
    return network.blocks().size();
  }

  /**
   * The same network, the weights of whose last blocks come to the device at each use.
   *
   * @param count of these blocks, all of them at most
   * @param change what becomes of weights when they are loaded, by their names in the file
   */
  public CheckedNetwork streaming(int count, WeightChange change) {
    List<String> last = network.blocks().subList(blocks() - Math.min(count, blocks()), blocks());
    List<WeightPlan.Weight> streamed =
        weights.weights().stream()
            .filter(weight -> last.stream().anyMatch(weight.name()::startsWith))
            .toList();
    Set<String> unmappable =
        streamed.stream()
            .filter(weight -> !weight.mappable() || change.of(weight.storedAs()).isPresent())
            .map(WeightPlan.Weight::name)
            .collect(Collectors.toSet());
    Set<String> names = streamed.stream().map(WeightPlan.Weight::name).collect(Collectors.toSet());
    return new CheckedNetwork(network, weights, new StreamedWeights(names, unmappable));
  }

  /** Bytes that its weights take on a device all the time. */
  public long bytesOn(Device device) {
    boolean widened = device.widens(weights.values());
    return weights.weights().stream().mapToLong(weight -> bytes(weight, widened, device)).sum();
  }

  private long bytes(WeightPlan.Weight weight, boolean widened, Device device) {
    if (streamed.names().contains(weight.name())) {
      boolean isCopied = !device.isGpu() && streamed.unmappable().contains(weight.name());
      return isCopied ? weight.bytes() : 0;
    }
    return widened ? Float.BYTES * weight.values() : weight.bytes();
  }

  /** Bytes that come to a device at their use: to a GPU from the host's memory, else from files. */
  public long streamedTo(Device device) {
    return weights.weights().stream()
        .filter(weight -> streamed.names().contains(weight.name()))
        .filter(weight -> device.isGpu() || !streamed.unmappable().contains(weight.name()))
        .mapToLong(WeightPlan.Weight::bytes)
        .sum();
  }

  /**
   * Bytes that the weight takes at its use that takes the most then: cast, where that is not done
   * once and for all, and brought to a GPU.
   */
  public long usedOn(Device device, Precision precision) {
    boolean widened = device.widens(weights.values());
    return weights.weights().stream()
        .mapToLong(weight -> used(weight, widened, device.isGpu(), precision))
        .max()
        .orElse(0);
  }

  private long used(WeightPlan.Weight weight, boolean widened, boolean onGpu, Precision precision) {
    boolean comes = streamed.names().contains(weight.name());
    long kept = widened && !comes ? Float.BYTES * weight.values() : weight.bytes();
    long computed = precision.bytes() * weight.values();
    boolean isCopied = comes && precision == Precision.FLOAT32;
    return (kept == computed && !isCopied ? 0 : computed) + (comes && onGpu ? weight.bytes() : 0);
  }

  /** The same network, computed in another precision. */
  public CheckedNetwork in(Precision precision) {
    return new CheckedNetwork(network.in(precision), weights, streamed);
  }

  /** Loads it on a device. */
  public Network load(Device device) throws IOException {
    return load(WeightChange.NONE, device);
  }

  /**
   * Loads it on a device.
   *
   * @param change what becomes of weights on their way, by their names in the file
   */
  public Network load(WeightChange change, Device device) throws IOException {
    return Network.load(network, weights, streamed.names(), change, device);
  }
}
