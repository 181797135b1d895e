package dev.rollover.tensor;

import java.io.Serial;
import java.nio.file.Path;

/** A safetensors file that breaks its format, or lacks what was asked of it. */
public final class SafetensorsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final String file;
  private final String what;

  SafetensorsException(Path file, String what) {
    super("%s: %s".formatted(file, what));
    this.file = file.toString();
    this.what = what;
  }

  SafetensorsException(Path file, String tensor, String what) {
    this(file, "tensor '%s': %s".formatted(tensor, what));
  }

  SafetensorsException(Path file, String what, Throwable cause) {
    this(file, what);
    initCause(cause);
  }

  /** The file. */
  public String file() {
    return file;
  }

  /** What is wrong with it. */
  public String what() {
    return what;
  }
}
