package dev.rollover.api;

import dev.rollover.job.FieldError;
import dev.rollover.job.GenerationStatus;
import dev.rollover.job.InvalidRequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of constants as they go over the wire: in lower case. */
final class WireNames {

  private WireNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of this name.
   *
   * @throws InvalidRequestException naming the known ones
   */
  static GenerationStatus status(String name) {
    return Arrays.stream(GenerationStatus.values())
        .filter(status -> of(status).equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidRequestException(List.of(unknownStatus())));
  }

  private static FieldError unknownStatus() {
    String known = String.join(", ", Vocabulary.STATUS.names());
    return new FieldError("status", "must be one of: " + known);
  }
}
