package dev.rollover.api;

import org.springframework.http.ETag;

/** A request for another version of a file than there is: answered by 412. */
final class PreconditionFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PreconditionFailedException(ETag tag) {
    super("must name " + tag.formattedTag() + ", the only version that there is");
  }
}
