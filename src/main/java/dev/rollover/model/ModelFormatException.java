package dev.rollover.model;

import java.nio.file.Path;

/** A model's folder that lacks a file, or has one that says what no program here can do. */
public final class ModelFormatException extends RuntimeException {

  /** A file that is wrong as a whole. */
  public ModelFormatException(Path file, String what) {
    super("%s: %s".formatted(file, what));
  }

  /** A file of which one field, or one tensor, is wrong. */
  public ModelFormatException(Path file, String field, String what) {
    super("%s: '%s' %s".formatted(file, field, what));
  }

  ModelFormatException(Path file, String what, Throwable cause) {
    super("%s: %s".formatted(file, what), cause);
  }
}
