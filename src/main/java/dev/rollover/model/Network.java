package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One network of a model's folder: a program bound to the weights that lie beside its config. */
public final class Network implements AutoCloseable {

  /**
   * The {@code precision} of a network of which nothing else is asked; rewards ask nothing else.
   */
  public static final int FLOAT32 = Precision.FLOAT32.scalarType();

  private static final String ON_HOST = "host:";

  private final Program program;
  private final Scope weights;

  private Network(Program program, Scope weights) {
    this.program = program;
    this.weights = weights;
  }

  /**
   * Loads a network that is alone in its folder.
   *
   * @throws ModelFormatException if its weights are not those that it reads, naming each
   */
  public static Network load(NetworkDefinition network, Path folder, Device device)
      throws IOException {
    Path file = WeightFiles.find(folder, null);
    return load(network, WeightPlan.of(file, network.weights()), device);
  }

  /** Loads a network whose weights were found before. */
  public static Network load(NetworkDefinition network, WeightPlan plan, Device device)
      throws IOException {
    return load(network, plan, Set.of(), WeightChange.NONE, device);
  }

  /**
   * Loads a network whose weights were found before and are changed on their way.
   *
   * @param streamed the program's names of weights that come to the device at each use
   * @param change what becomes of weights, by their names in the file
   */
  static Network load(
      NetworkDefinition network,
      WeightPlan plan,
      Set<String> streamed,
      WeightChange change,
      Device device)
      throws IOException {
    Scope weights = device.scope();
    try {
      Map<String, Tensor> byName = WeightFiles.read(plan, streamed, change, weights);
      Program program = Program.compile(network.program(), network.constants(), device);
      program.bind(bound(byName, streamed));
      return new Network(program, weights);
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /** What rests on the host has a name of its own there. */
  private static Map<String, Tensor> bound(Map<String, Tensor> byName, Set<String> streamed) {
    Map<String, Tensor> bound = new LinkedHashMap<>();
    byName.forEach(
        (name, weight) -> bound.put(streamed.contains(name) ? ON_HOST + name : name, weight));
    return bound;
  }

  /**
   * Loads a network that takes some of the weights in a file, where they may lie with others.
   *
   * @param name the program's
   * @param constants that the program declares
   * @param file a safetensors file, or a folder with one
   * @param shapes of all weights that the program reads, by name
   * @throws ModelFormatException if some are missing or of another shape, naming each
   */
  public static Network load(
      String name,
      Map<String, Object> constants,
      Path file,
      Map<String, long[]> shapes,
      Device device)
      throws IOException {
    return load(name, constants, file, shapes, stored -> stored, device);
  }

  /**
   * The same where the file has other names for the weights.
   *
   * @param storedAs what it calls a weight of the program's
   */
  public static Network load(
      String name,
      Map<String, Object> constants,
      Path file,
      Map<String, long[]> shapes,
      UnaryOperator<String> storedAs,
      Device device)
      throws IOException {
    NetworkWeights weights = NetworkWeights.among(shapes, storedAs);
    return load(new NetworkDefinition(name, constants, weights), file, device);
  }

  /** Runs the network; see its program's text for what goes in and out. */
  public Tensor run(Scope scope, Tensor... inputs) {
    return program.run(scope, inputs);
  }

  /** Runs the network so that gradients can flow back to its inputs. */
  public Tensor record(Scope scope, Tensor... inputs) {
    return program.record(scope, inputs);
  }

  @Override
  public void close() {
    program.close();
    weights.close();
  }
}
