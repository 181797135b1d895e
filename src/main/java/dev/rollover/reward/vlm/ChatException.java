package dev.rollover.reward.vlm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A server did not answer a question. */
final class ChatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  /** What came in an answer's place. */
  enum Kind {
    /** The server does not take such a request, however often. */
    REFUSED(false, false),
    /** Too many requests. */
    THROTTLED(true, false),
    /** An error of the server's own. */
    BROKEN(true, true),
    /** No connection, one that was cut, or an answer without end. */
    UNREACHABLE(true, true),
    /** Nothing in time. */
    LATE(true, true),
    /** Something that is no answer. */
    GARBLED(true, true),
    /** Whoever asked has no use for the answer any more. */
    INTERRUPTED(false, false);

    private final boolean passes;
    private final boolean breaksCircuit;

    Kind(boolean passes, boolean breaksCircuit) {
      this.passes = passes;
      this.breaksCircuit = breaksCircuit;
    }
  }

  ChatException(Kind kind, String message) {
    this(kind, message, null, null);
  }

  ChatException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, null, cause);
  }

  ChatException(
      Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  Kind kind() {
    return kind;
  }

  /** Whether it may be answered another time. */
  boolean passes() {
    return kind.passes;
  }

  /** Whether it speaks against the server, not against the request. */
  boolean breaksCircuit() {
    return kind.breaksCircuit;
  }

  /** How long the server wants to be left alone; zero where it did not say. */
  Duration retryAfter() {
    return retryAfter == null ? Duration.ZERO : retryAfter;
  }
}
