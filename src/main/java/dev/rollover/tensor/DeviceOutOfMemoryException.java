package dev.rollover.tensor;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call of one row for which a device has no memory. */
public final class DeviceOutOfMemoryException extends DeviceCallException {

  /** Of what libtorch says where memory is what lacks, on the host, on a GPU, in its libraries. */
  private static final List<String> SIGNS =
      List.of("can't allocate memory", "out of memory", "_STATUS_ALLOC_FAILED");

  DeviceOutOfMemoryException(BatchKey key, Throwable cause) {
    super(key, "found no memory for a single row: " + firstLine(cause), cause);
  }

  /** Behind it libtorch lists its own frames. */
  private static String firstLine(Throwable cause) {
    return String.valueOf(cause.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  /** Whether it is memory that a failure tells of, a device's or the host's. */
  public static boolean isToldBy(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .anyMatch(cause -> cause instanceof OutOfMemoryError || isSign(cause));
  }

  private static boolean isSign(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message != null && SIGNS.stream().anyMatch(message::contains);
  }
}
