package dev.rollover.model;

/** Models that do not fit on a device: planned before any is loaded, or seen as one is. */
final class ModelTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ModelTooLargeException(String device, long needed, long available, String parts) {
    super(
        "the models need %s on %s, which has %s: %s"
            .formatted(
                MemoryPlan.gigabytes(needed), device, MemoryPlan.gigabytes(available), parts));
  }

  /**
   * There was less memory than was planned with.
   *
   * @param label of what was being loaded
   */
  ModelTooLargeException(String label, Throwable noMemory) {
    super(
        "there was no memory left to load %s and to go through it once".formatted(label), noMemory);
  }
}
