package dev.rollover.tensor;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model architecture: TorchScript text, compiled when it is loaded, with weights bound to it by
 * name.
 *
 * <p>The text is a resource {@code torchscript/<name>.torchscript} that declares a class {@code
 * Program}; its sizes are constants given here, so that one text serves every configuration. A line
 * {@code # include <other>} stands for the text of {@code torchscript/<other>.torchscript}: methods
 * that several programs share. Programs of one instance are run by one thread at a time.
 */
public final class Program implements AutoCloseable {

  private static final Pattern INCLUDE = Pattern.compile("(?m)^ *# include (\\w+)\n");

  private final String name;
  private final byte[] archive;
  private final Device device;
  // DJL frees a block with its model, so the model has to be held on to.
  private final Model model;
  private final PtSymbolBlock block;
  private Map<String, Tensor> weights = Map.of();
  private @Nullable Program recorder;

  private Program(String name, byte[] archive, Device device) {
    this.name = name;
    this.archive = archive;
    this.device = device;
    this.model = load(name, archive, device);
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /**
   * Compiles a program.
   *
   * @param name the resource's name without folder and ending
   * @param constants the class's attributes: Boolean, Integer, Double, String, or a list of
   *     Integers
   * @throws IllegalArgumentException if the text does not compile; the message has libtorch's, with
   *     the source line, counted after inclusion
   */
  public static Program compile(String name, Map<String, ?> constants, Device device) {
    return new Program(name, archive(name, constants), device);
  }

  /**
   * A program without weights as an archive that any PyTorch loads, by {@code torch.jit.load}; its
   * method {@code bind} takes them.
   *
   * @param name the resource's name without folder and ending
   * @param constants the class's attributes
   */
  public static byte[] archive(String name, Map<String, ?> constants) {
    return TorchScriptArchive.of(source(name), constants);
  }

  private static Model load(String name, byte[] archive, Device device) {
    Model model = Model.newInstance(name, device.djl(), "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive));
      return model;
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalArgumentException(
          "program " + name + " does not compile: " + e.getMessage(), e);
    }
  }

  private static String source(String name) {
    return INCLUDE
        .matcher(text(name))
        .replaceAll(include -> Matcher.quoteReplacement(text(include.group(1))));
  }

  private static String text(String name) {
    String resource = "/torchscript/" + name + ".torchscript";
    try (InputStream text = Program.class.getResourceAsStream(resource)) {
      if (text == null) {
        throw new IllegalArgumentException("there is no program " + resource);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the program its weights; they must outlive it. */
  public void bind(Map<String, Tensor> byName) {
    weights = new LinkedHashMap<>(byName);
    if (recorder != null) {
      recorder.bind(byName);
    }
    Map<String, PtNDArray> arrays = new LinkedHashMap<>();
    byName.forEach((key, tensor) -> arrays.put(key, tensor.array()));
    try (IValue table = IValue.stringMapFrom(arrays);
        IValue bound = IValueUtils.runMethod(block, "bind", table)) {
      if (bound.toLong() != byName.size()) {
        throw new IllegalStateException(
            "program " + name + " bound " + bound.toLong() + " weights");
      }
    }
  }

  /**
   * Runs {@code forward} without recording gradients.
   *
   * @return its one tensor, alive in {@code scope}
   */
  public Tensor run(Scope scope, Tensor... inputs) {
    IValue[] arguments = new IValue[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      arguments[i] = IValue.from(inputs[i].array());
    }
    try (IValue result = IValueUtils.runMethod(block, "forward", arguments)) {
      return new Tensor(result.toTensor(scope.manager()));
    } finally {
      for (IValue argument : arguments) {
        argument.close();
      }
    }
  }

  /**
   * Runs {@code forward} so that gradients can flow back to inputs and weights. It is another
   * instance that does so, with the same weights: libtorch compiles a program for the way in which
   * it was run first, and what is compiled for gradients fails without them now and then.
   *
   * @return its one tensor, alive in {@code scope}
   */
  public Tensor record(Scope scope, Tensor... inputs) {
    NDList arrays = new NDList();
    for (Tensor input : inputs) {
      arrays.add(input.array());
    }
    PtNDArray result =
        (PtNDArray) IValueUtils.forward(recorder().block, arrays, true).singletonOrThrow();
    result.attach(scope.manager());
    return new Tensor(result);
  }

  private Program recorder() {
    if (recorder == null) {
      recorder = new Program(name, archive, device);
      if (!weights.isEmpty()) {
        recorder.bind(weights);
      }
    }
    return recorder;
  }

  @Override
  public void close() {
    if (recorder != null) {
      recorder.close();
    }
    model.close();
  }
}
