package dev.rollover.api;

import org.springframework.util.unit.DataSize;

/** A request body over the configured limit: answered by 413. */
final class BodyTooLargeException extends RuntimeException {

  BodyTooLargeException(DataSize limit) {
    super("a request body may have at most %d bytes".formatted(limit.toBytes()));
  }
}
