package dev.rollover.model;

import dev.rollover.tensor.Device;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One network of a model's folder whose weights are all there, but not loaded yet. */
public record CheckedNetwork(NetworkDefinition network, WeightPlan weights) {

  /** Bytes of a weight on a device, where all are float32. */
  public static final int BYTES_HELD = Float.BYTES;

  private static final Logger LOG = LoggerFactory.getLogger(CheckedNetwork.class);

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
  public long bytesHeld() {
    return BYTES_HELD * weights.values();
  }

  /** Loads it on a device. */
  public Network load(Device device) throws IOException {
    LOG.info(
        "Loading {}: {} weights, {} MB",
        weights.file(),
        weights.weights().size(),
        weights.bytes() / 1_000_000);
    return Network.load(network, weights, device);
  }
}
