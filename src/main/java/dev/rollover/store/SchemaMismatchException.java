package dev.rollover.store;

/** The database's schema is not the one that this program was made for; nothing was changed. */
class SchemaMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  SchemaMismatchException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What helps, for a person. */
  String remedy() {
    return remedy;
  }
}
