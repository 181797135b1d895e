package dev.rollover.job;

/** A request names a model or a reward that this process does not serve. */
class NotServedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotServedException(String what) {
    super(what + " is not served any more");
  }
}
