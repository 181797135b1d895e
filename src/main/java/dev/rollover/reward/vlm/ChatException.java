package dev.rollover.reward.vlm;

import dev.rollover.reward.ServiceFailure;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server did not answer a question. */
final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Set<ServiceFailure> PASSING =
      EnumSet.of(
          ServiceFailure.THROTTLED,
          ServiceFailure.BROKEN,
          ServiceFailure.UNREACHABLE,
          ServiceFailure.LATE,
          ServiceFailure.GARBLED);

  private static final Set<ServiceFailure> BREAKING =
      EnumSet.of(
          ServiceFailure.BROKEN,
          ServiceFailure.UNREACHABLE,
          ServiceFailure.LATE,
          ServiceFailure.GARBLED);

  private final ServiceFailure kind;
  private final @Nullable Duration retryAfter;

  ChatException(ServiceFailure kind, String message) {
    this(kind, message, null, null);
  }

  ChatException(ServiceFailure kind, String message, @Nullable Throwable cause) {
    this(kind, message, null, cause);
  }

  ChatException(
      ServiceFailure kind,
      String message,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  ServiceFailure kind() {
    return kind;
  }

  /** Whether it may be answered another time. */
  boolean passes() {
    return PASSING.contains(kind);
  }

  /** Whether it speaks against the server, not against the request. */
  boolean breaksCircuit() {
    return BREAKING.contains(kind);
  }

  /** How long the server wants to be left alone; zero where it did not say. */
  Duration retryAfter() {
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
