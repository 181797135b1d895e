package dev.rollover.model;

import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;
import dev.rollover.tensor.WeightChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the weights in a folder as diffusers (the first names) or transformers left them.
 */
public final class WeightFiles {

  private static final List<String> NAMES =
      List.of(
          "diffusion_pytorch_model.safetensors.index.json",
          "diffusion_pytorch_model.safetensors",
          "model.safetensors",
          "model.safetensors.index.json");

  private static final Set<String> PICKLES =
      Set.of(
          "diffusion_pytorch_model.bin",
          "diffusion_pytorch_model.bin.index.json",
          "pytorch_model.bin",
          "pytorch_model.bin.index.json");

  private WeightFiles() {}

  /**
   * Reads all weights of a folder, in the types in which they are stored or widened to float32.
   *
   * @param scope what the tensors live as long as
   * @throws dev.rollover.tensor.SafetensorsException if one is not of finite floats, naming it
   */
  public static Map<String, Tensor> read(Path folder, Scope scope) throws IOException {
    Path path = find(folder, null);
    try (Safetensors file = Safetensors.open(path)) {
      Map<String, String> names = new LinkedHashMap<>();
      file.names().forEach(name -> names.put(name, name));
      return new WeightLoad(path, file, WeightChange.NONE, scope).all(names, Set.of());
    }
  }

  /**
   * Reads the weights of a plan, in the types in which they are stored or widened to float32.
   *
   * @param streamed the program's names of those that stay on the host, as they are stored
   * @param change what becomes of them before they are on the device
   * @param scope what the tensors live as long as
   * @return by the program's names
   * @throws dev.rollover.tensor.SafetensorsException if one is not of finite floats, naming it
   */
  static Map<String, Tensor> read(
      WeightPlan plan, Set<String> streamed, WeightChange change, Scope scope) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    plan.weights().forEach(weight -> names.put(weight.name(), weight.storedAs()));
    if (streamed.isEmpty()) {
      try (Safetensors file = Safetensors.open(plan.file())) {
        return new WeightLoad(plan.file(), file, change, scope).all(names, streamed);
      }
    }
    Safetensors file = Safetensors.open(plan.file());
    scope.keep(file);
    return new WeightLoad(plan.file(), file, change, scope).all(names, streamed);
  }

  /**
   * Reads a weight that is one number.
   *
   * @param file a safetensors file, or a folder with one
   * @throws ModelFormatException if it is missing, or not one number, naming it
   */
  public static float number(Path file, String name) throws IOException {
    Path path = find(file, null);
    try (Safetensors all = Safetensors.open(path)) {
      if (!all.names().contains(name)) {
        throw new ModelFormatException(path, name, "is missing among the weights");
      }
      float[] values = all.read(name).data();
      if (values.length != 1 || !Float.isFinite(values[0])) {
        throw new ModelFormatException(path, name, "is no single number");
      }
      return values[0];
    }
  }

  /**
   * Reads a weight that is a list of finite numbers.
   *
   * @param file a safetensors file, or an index with its shards beside it
   * @throws ModelFormatException if it is missing, or not such a list, naming it
   */
  public static float[] values(Path file, String name, int length) throws IOException {
    try (Safetensors all = Safetensors.open(file)) {
      if (!all.names().contains(name)) {
        throw new ModelFormatException(file, name, "is missing among the weights");
      }
      float[] values = all.read(name).data();
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new ModelFormatException(file, name, "has a value that is no finite number");
        }
      }
      if (values.length != length) {
        throw new ModelFormatException(
            file, name, "has %d values, not %d".formatted(values.length, length));
      }
      return values;
    }
  }

  /**
   * The shapes of all weights, by name.
   *
   * @param file a safetensors file, or a folder with one
   */
  public static Map<String, long[]> shapes(Path file) throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    try (Safetensors all = Safetensors.open(find(file, null))) {
      all.names().forEach(name -> shapes.put(name, all.info(name).shape()));
    }
    return shapes;
  }

  /**
   * The file of a folder's weights.
   *
   * @param folder or a file, which is the answer
   * @param variant that its name may say, such as {@code fp16}; a folder without it has the usual
   *     file taken; null for that one alone
   * @throws ModelFormatException if there is none that is read, saying what there is
   */
  static Path find(Path folder, @Nullable String variant) throws IOException {
    if (Files.isRegularFile(folder)) {
      return folder;
    }
    Stream<String> ofVariant =
        variant == null ? Stream.of() : NAMES.stream().flatMap(name -> variants(name, variant));
    Optional<Path> found =
        Stream.concat(ofVariant, NAMES.stream())
            .map(folder::resolve)
            .filter(Files::isRegularFile)
            .findFirst();
    if (found.isEmpty()) {
      throw none(folder);
    }
    return found.get();
  }

  /** Whether a file's name says a variant. */
  static boolean isOfVariant(Path file, String variant) {
    String name = String.valueOf(file.getFileName());
    return NAMES.stream().flatMap(usual -> variants(usual, variant)).anyMatch(name::equals);
  }

  /** Before the ending, as both libraries write it; diffusers once wrote it before an index's. */
  private static Stream<String> variants(String name, String variant) {
    int ending = name.lastIndexOf('.');
    String latest = "%s.%s%s".formatted(name.substring(0, ending), variant, name.substring(ending));
    String earlier = name.replace(".safetensors", ".%s.safetensors".formatted(variant));
    return Stream.of(latest, earlier).distinct();
  }

  private static ModelFormatException none(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new ModelFormatException(folder, "is missing");
    }
    List<String> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
    List<String> others = there.stream().filter(name -> name.contains(".safetensors")).toList();
    if (others.isEmpty() && there.stream().anyMatch(PICKLES::contains)) {
      return new ModelFormatException(
          folder,
          "has its weights as pickles (.bin) alone, which are not read, as they can run code: load"
              + " it in Python and write it by save_pretrained(folder, safe_serialization=True)");
    }
    String usual =
        "has none of diffusion_pytorch_model.safetensors, model.safetensors and their indexes";
    return new ModelFormatException(
        folder,
        others.isEmpty()
            ? usual
            : "%s, but %s: a variant is taken where the model's property 'variant' names it, such"
                    .formatted(usual, String.join(", ", others))
                + " as fp16");
  }
}
