package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One network of a model's folder whose weights are all there, but not loaded yet. */
public record CheckedNetwork(NetworkDefinition network, WeightPlan weights) {

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

  /** Bytes that its weights take on a device. */
  public long bytesOn(Device device) {
    return device.widens(weights.values()) ? Float.BYTES * weights.values() : weights.bytes();
  }

  /**
   * Bytes that the largest weight takes while it is cast for its use, where that is not done once
   * and for all.
   */
  public long castOn(Device device, Precision precision) {
    boolean asUsed = bytesOn(device) == precision.bytes() * weights.values();
    return asUsed ? 0 : precision.bytes() * weights.largest();
  }

  /** The same network, computed in another precision. */
  public CheckedNetwork in(Precision precision) {
    return new CheckedNetwork(network.in(precision), weights);
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
    return Network.load(network, weights, change, device);
  }
}
