package dev.rollover.api;

/** A request body that is compressed: answered by 415. */
final class ContentCodingException extends RuntimeException {

  ContentCodingException(String coding) {
    super("a request body must come as it is, without Content-Encoding: " + coding);
  }
}
