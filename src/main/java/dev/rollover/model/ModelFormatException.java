package dev.rollover.model;

import java.nio.file.Path;
import java.util.List;

/**
 * A model's folder that lacks a file, or has one that says what no program here can do. It may have
 * several faults; its message is the first of them and says how many there are.
 */
public final class ModelFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  /** A file that is wrong as a whole. */
  public ModelFormatException(Path file, String what) {
    this(List.of("%s: %s".formatted(file, what)));
  }

  /** A file of which one field, or one tensor, is wrong. */
  public ModelFormatException(Path file, String field, String what) {
    this(List.of("%s: '%s' %s".formatted(file, field, what)));
  }

  ModelFormatException(Path file, String what, Throwable cause) {
    this(file, what);
    initCause(cause);
  }

  /**
   * All that is wrong with a folder.
   *
   * @param faults one or more, each naming its file
   */
  ModelFormatException(List<String> faults) {
    super(
        faults.size() == 1
            ? faults.getFirst()
            : "%s (the first of %d faults)".formatted(faults.getFirst(), faults.size()));
    this.faults = List.copyOf(faults);
  }

  /** Each thing that is wrong, naming its file. */
  public List<String> faults() {
    return faults;
  }
}
