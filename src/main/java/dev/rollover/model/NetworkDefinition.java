package dev.rollover.model;

import dev.rollover.tensor.Precision;
import java.util.HashMap;
import java.util.Map;

/**
 * What a configuration makes of a network.
 *
 * @param program its name
 * @param constants that the program declares; its {@code precision} is float32
 * @param weights that the program reads, all of them
 */
public record NetworkDefinition(
    String program, Map<String, Object> constants, NetworkWeights weights) {

  /** The same network, computed in another precision. */
  public NetworkDefinition in(Precision precision) {
    Map<String, Object> changed = new HashMap<>(constants);
    changed.put("precision", precision.scalarType());
    return new NetworkDefinition(program, changed, weights);
  }
}
