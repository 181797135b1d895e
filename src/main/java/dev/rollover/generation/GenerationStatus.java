package dev.rollover.generation;

/** Where a generation is in its life: queued → running → succeeded, failed or cancelled. */
public enum GenerationStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows this status any more. */
  public boolean isTerminal() {
    return this != QUEUED && this != RUNNING;
  }

  /** Whether another may go on from where one of this status ended. */
  public boolean isContinuable() {
    return this == SUCCEEDED || this == CANCELLED;
  }
}
