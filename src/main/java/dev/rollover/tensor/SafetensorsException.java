package dev.rollover.tensor;

import java.nio.file.Path;

/** A safetensors file that breaks its format, or lacks what was asked of it. */
public final class SafetensorsException extends RuntimeException {

  SafetensorsException(Path file, String what) {
    super("%s: %s".formatted(file, what));
  }

  SafetensorsException(Path file, String tensor, String what) {
    super("%s: tensor '%s': %s".formatted(file, tensor, what));
  }

  SafetensorsException(Path file, String what, Throwable cause) {
    super("%s: %s".formatted(file, what), cause);
  }
}
