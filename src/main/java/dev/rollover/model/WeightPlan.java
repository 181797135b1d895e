package dev.rollover.model;

import dev.rollover.tensor.DataType;
import dev.rollover.tensor.Safetensors;
import dev.rollover.tensor.TensorInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the weights of a network lie: every one that its program reads, found in a file with the
 * shape that the configuration calls for and a type that is read. Made of the file's header alone.
 *
 * @param file a safetensors file, or an index with its shards beside it
 * @param weights in the order in which the configuration lists them
 */
public record WeightPlan(Path file, List<Weight> weights) {

  /**
   * How exports in scaled float8 end the names of their scales, and that of a mark that they do.
   */
  private static final List<String> SCALES =
      List.of(".scale_weight", ".weight_scale", ".scale_input", ".input_scale", "scaled_fp8");

  /**
   * One weight.
   *
   * @param name the program's
   * @param storedAs the file's
   * @param stored type and shape
   * @param mappable whether it can be read where its file is mapped into memory
   */
  public record Weight(String name, String storedAs, TensorInfo stored, boolean mappable) {

    /** Bytes in the file. */
    public long bytes() {
      return DataType.named(stored.dataType()).orElseThrow().bytes() * values();
    }

    /** How many numbers it is. */
    long values() {
      long values = 1;
      for (long side : stored.shape()) {
        values *= side;
      }
      return values;
    }
  }

  public WeightPlan {
    weights = List.copyOf(weights);
  }

  /**
   * Plans the reading of a file.
   *
   * @param file a safetensors file, or an index with its shards beside it
   * @throws ModelFormatException with every weight that is missing, or has another shape or a type
   *     that is not read, or is there under two names with different values, or is left over
   */
  static WeightPlan of(Path file, NetworkWeights wanted) throws IOException {
    try (Safetensors stored = Safetensors.open(file)) {
      return new Making(file, stored, wanted).plan();
    }
  }

  /** Numbers of the largest weight. */
  public long largest() {
    return weights.stream().mapToLong(Weight::values).max().orElse(0);
  }

  /** Numbers of all weights. */
  public long values() {
    return weights.stream().mapToLong(Weight::values).sum();
  }

  /** Bytes of all weights in the file. */
  public long bytes() {
    return weights.stream().mapToLong(Weight::bytes).sum();
  }

  /** Compares a file with what is wanted. */
  private record Making(
      Path file,
      Safetensors stored,
      NetworkWeights wanted,
      List<Weight> weights,
      Set<String> taken,
      Faults faults) {

    Making(Path file, Safetensors stored, NetworkWeights wanted) {
      this(file, stored, wanted, new ArrayList<>(), new HashSet<>(), new Faults());
    }

    WeightPlan plan() {
      wanted.shapes().forEach(this::take);
      for (String name : stored.names()) {
        if (!taken.contains(name) && !wanted.needless().test(name)) {
          faults.add(file, name, leftOver(name));
        }
      }
      faults.throwIfAny();
      return new WeightPlan(file, weights);
    }

    private String leftOver(String name) {
      return SCALES.stream().anyMatch(name::endsWith)
          ? "scales weights in float8, which are read without scales alone: take an export in"
              + " bfloat16, or in float8 without scales"
          : "%s is left over: no such network reads it"
              .formatted(Arrays.toString(stored.info(name).shape()));
    }

    private void take(String name, long[] shape) {
      List<String> names = wanted.storedAs().apply(name);
      List<String> there = names.stream().filter(stored.names()::contains).toList();
      String found = there.isEmpty() ? names.getFirst() : there.getFirst();
      taken.add(found);
      if (there.isEmpty()) {
        faults.add(
            file, found, "is missing among the weights: %s".formatted(Arrays.toString(shape)));
        return;
      }
      there.stream()
          .filter(other -> !stored.areSame(found, other))
          .forEach(
              other ->
                  faults.add(
                      file, other, "is not the same as '%s', but one weight".formatted(found)));
      TensorInfo info = stored.info(found);
      boolean isRead = DataType.named(info.dataType()).isPresent();
      weights.add(new Weight(name, found, info, isRead && stored.isMappable(found)));
      if (!Arrays.equals(info.shape(), shape)) {
        faults.add(
            file,
            found,
            "has the shape %s where the configuration needs %s"
                .formatted(Arrays.toString(info.shape()), Arrays.toString(shape)));
      }
      if (!isRead) {
        faults.add(
            file,
            found,
            "has the type %s; %s are read"
                .formatted(info.dataType(), Arrays.toString(DataType.values())));
      }
    }
  }
}
