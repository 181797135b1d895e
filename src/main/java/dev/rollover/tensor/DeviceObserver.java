package dev.rollover.tensor;

import java.time.Duration;

/**
 * Hears of every batch that a worker ran; called on the worker's thread, so quick, and by several
 * workers at the same time.
 */
@FunctionalInterface
public interface DeviceObserver {

  /** Hears nothing. */
  DeviceObserver NONE = (operation, rows, calls, time) -> {};

  /**
   * A batch is done.
   *
   * @param operation the key's
   * @param rows in the batch
   * @param calls whose rows they were
   */
  void ran(String operation, int rows, int calls, Duration time);
}
