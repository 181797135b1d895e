package dev.rollover.model;

/** Models that would not fit on a device, found before any is loaded. */
final class ModelTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ModelTooLargeException(String device, long needed, long available, String parts) {
    super(
        "the models need %s on %s, which has %s: %s"
            .formatted(
                MemoryPlan.gigabytes(needed), device, MemoryPlan.gigabytes(available), parts));
  }
}
