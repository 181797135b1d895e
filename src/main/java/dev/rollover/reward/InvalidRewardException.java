package dev.rollover.reward;

import java.util.List;
import java.util.stream.Collectors;

/** A reward that cannot be made as asked; every fault says what would be allowed. */
public final class InvalidRewardException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param field its path, such as {@code params.targets} or {@code reward[0].name}
   * @param message what would be allowed instead
   */
  public record Fault(String field, String message) {

    /** The same fault of a field further out. */
    Fault within(String outer) {
      return new Fault(outer + "." + field, message);
    }
  }

  public InvalidRewardException(List<Fault> faults) {
    super(
        faults.stream()
            .map(fault -> fault.field() + " " + fault.message())
            .collect(Collectors.joining("; ")));
    this.faults = List.copyOf(faults);
  }

  public InvalidRewardException(String field, String message) {
    this(List.of(new Fault(field, message)));
  }

  /** Everything that is wrong, in the order of the request. */
  public List<Fault> faults() {
    return faults;
  }
}
