package dev.rollover.model;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/**
 * A model's folder that lacks a file, or has one that says what no program here can do. It may have
 * several faults; its message is the first of them and says how many there are.
 */
public final class ModelFormatException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param file or folder
   * @param what is wrong with it, and what would be right
   */
  public record Fault(String file, String what) {

    @Override
    public String toString() {
      return "%s: %s".formatted(file, what);
    }
  }

  /** A file that is wrong as a whole. */
  public ModelFormatException(Path file, String what) {
    this(List.of(new Fault(file.toString(), what)));
  }

  /** A file of which one field, or one tensor, is wrong. */
  public ModelFormatException(Path file, String field, String what) {
    this(file, "'%s' %s".formatted(field, what));
  }

  /** A file that cannot be read. */
  public ModelFormatException(Path file, String what, Throwable cause) {
    this(file, what);
    initCause(cause);
  }

  /**
   * All that is wrong with a folder.
   *
   * @param faults one or more
   */
  ModelFormatException(List<Fault> faults) {
    super(
        faults.size() == 1
            ? faults.getFirst().toString()
            : "%s (the first of %d faults)".formatted(faults.getFirst(), faults.size()));
    this.faults = List.copyOf(faults);
  }

  /** Each thing that is wrong. */
  public List<Fault> faults() {
    return faults;
  }
}
