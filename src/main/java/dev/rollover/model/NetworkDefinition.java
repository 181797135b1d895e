package dev.rollover.model;

import dev.rollover.tensor.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a configuration makes of a network.
 *
 * @param program its name
 * @param constants that the program declares; its {@code precision} is float32
 * @param weights that the program reads, all of them
 * @param blocks what the names begin with of weights that the program uses together and that may
 *     rest on the host until then, in the order of their use; its text includes {@code weights} and
 *     takes them as that has it
 */
public record NetworkDefinition(
    String program, Map<String, Object> constants, NetworkWeights weights, List<String> blocks) {

  public NetworkDefinition {
    blocks = List.copyOf(blocks);
  }

  /** A network all of whose weights have to be on its device. */
  public NetworkDefinition(String program, Map<String, Object> constants, NetworkWeights weights) {
    this(program, constants, weights, List.of());
  }

  /** The same network, computed in another precision. */
  public NetworkDefinition in(Precision precision) {
    Map<String, Object> changed = new HashMap<>(constants);
    changed.put("precision", precision.scalarType());
    return new NetworkDefinition(program, changed, weights, blocks);
  }

  /**
   * The same network with more blocks, used after those that it has.
   *
   * @param prefix of their weights' names, before the number and a full stop
   */
  public NetworkDefinition inBlocks(String prefix, int count) {
    return with(IntStream.range(0, count).mapToObj(index -> prefix + index + ".").toList());
  }

  /** The same network with one more block. */
  public NetworkDefinition inBlock(String prefix) {
    return with(List.of(prefix));
  }

  private NetworkDefinition with(List<String> more) {
    return new NetworkDefinition(
        program, constants, weights, Stream.concat(blocks.stream(), more.stream()).toList());
  }
}
