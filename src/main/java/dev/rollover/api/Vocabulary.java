package dev.rollover.api;

import dev.rollover.estimate.Estimate;
import dev.rollover.flow.DiffusionCoefficient;
import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.JudgeError;
import dev.rollover.generation.Names;
import dev.rollover.search.Algorithm;
import dev.rollover.search.Grid;
import dev.rollover.search.Path;
import dev.rollover.search.Sampler;
import dev.rollover.search.Variant;
import java.util.Arrays;
import java.util.List;

/** The closed sets of names that go over the wire, each as the code has it. */
enum Vocabulary {
  ALGORITHM(Algorithm.class),
  VARIANT(Variant.class),
  SAMPLER(Sampler.class),
  INTERPOLANT(Path.class),
  GRID(Grid.class),
  DIFFUSION_COEFFICIENT(DiffusionCoefficient.class),
  FAILURE(GenerationError.Type.class),
  JUDGE_ERROR(JudgeError.Type.class),
  BASIS(Estimate.Basis.class),
  STATUS(GenerationStatus.class),
  FINAL_STATUS(GenerationStatus.class) {
    @Override
    boolean holds(Enum<?> status) {
      return ((GenerationStatus) status).isTerminal();
    }
  };

  private final Class<? extends Enum<?>> type;

  Vocabulary(Class<? extends Enum<?>> type) {
    this.type = type;
  }

  boolean holds(Enum<?> constant) {
    return type.isInstance(constant);
  }

  /**
   * The status of this name.
   *
   * @throws InvalidRequestException naming the known ones
   */
  static GenerationStatus status(String name) {
    return Arrays.stream(GenerationStatus.values())
        .filter(status -> Names.of(status).equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidRequestException(List.of(unknownStatus())));
  }

  private static FieldError unknownStatus() {
    return new FieldError("status", "must be one of: " + String.join(", ", STATUS.names()));
  }

  /** Every name, in the order of the constants. */
  List<String> names() {
    return Arrays.stream(type.getEnumConstants()).filter(this::holds).map(Names::of).toList();
  }
}
