package dev.rollover.model;

import dev.rollover.tensor.Device;
import dev.rollover.tensor.Precision;
import dev.rollover.tensor.Program;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One network of a model's folder: a program bound to the weights that lie beside its config. */
public final class Network implements AutoCloseable {

  /** The {@code precision} of every network here, the only one that is used yet. */
  public static final int FLOAT32 = Precision.FLOAT32.scalarType();

  private static final String CLIP_PREFIX = "text_model.";

  private final Program program;
  private final Scope weights;

  private Network(Program program, Scope weights) {
    this.program = program;
    this.weights = weights;
  }

  /** The encoder of an autoencoder. */
  public static Network encoder(Path folder, AutoencoderConfig config, Device device)
      throws IOException {
    return load("autoencoder_kl_encoder", config.constants(), folder, device);
  }

  /** The decoder of an autoencoder. */
  public static Network decoder(Path folder, AutoencoderConfig config, Device device)
      throws IOException {
    return load("autoencoder_kl_decoder", config.constants(), folder, device);
  }

  /** The decoder of a tiny autoencoder. */
  public static Network preview(Path folder, TinyAutoencoderConfig config, Device device)
      throws IOException {
    WeightFiles.require(folder, config.weights());
    return load("autoencoder_tiny_decoder", config.constants(), folder, device);
  }

  /** The encoder of a T5. */
  public static Network t5(Path folder, T5Config config, Device device) throws IOException {
    return load("t5_encoder", config.constants(), folder, device);
  }

  /**
   * CLIP's encoder of texts. Newer releases of transformers write its weights without the prefix of
   * the older.
   */
  public static Network clip(Path folder, ClipTextConfig config, Device device) throws IOException {
    UnaryOperator<String> prefixed =
        name -> name.startsWith(CLIP_PREFIX) ? name : CLIP_PREFIX + name;
    return load("clip_text", config.constants(), folder, prefixed, device);
  }

  /**
   * Loads a network that takes all the weights in a folder, by the names that they have there.
   *
   * @param name the program's
   * @param constants that the program declares
   */
  public static Network load(String name, Map<String, Object> constants, Path folder, Device device)
      throws IOException {
    return load(name, constants, folder, WeightChange.NONE, device);
  }

  /**
   * The same of weights that are changed before they are on the device.
   *
   * @param change what becomes of them
   */
  public static Network load(
      String name, Map<String, Object> constants, Path folder, WeightChange change, Device device)
      throws IOException {
    return load(
        name,
        constants,
        scope -> WeightFiles.read(folder, stored -> stored, change, scope),
        device);
  }

  private static Network load(
      String name,
      Map<String, Object> constants,
      Path folder,
      UnaryOperator<String> rename,
      Device device)
      throws IOException {
    return load(name, constants, scope -> WeightFiles.read(folder, rename, scope), device);
  }

  /**
   * Loads a network that takes some of the weights in a file, where they may lie with others.
   *
   * @param name the program's
   * @param constants that the program declares
   * @param file a safetensors file, or a folder with one
   * @param shapes of all weights that the program reads, by name
   * @throws ModelFormatException if one is missing or of another shape, naming it
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
    return load(name, constants, scope -> WeightFiles.read(file, shapes, storedAs, scope), device);
  }

  /** Reads weights into a scope. */
  private interface Reading {
    Map<String, Tensor> read(Scope scope) throws IOException;
  }

  private static Network load(
      String name, Map<String, Object> constants, Reading reading, Device device)
      throws IOException {
    Scope weights = device.scope();
    try {
      Map<String, Tensor> byName = reading.read(weights);
      Program program = Program.compile(name, constants, device);
      program.bind(byName);
      return new Network(program, weights);
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
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
