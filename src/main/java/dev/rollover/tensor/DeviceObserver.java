package dev.rollover.tensor;

import java.time.Duration;
import java.util.List;

/** Hears of what workers run; quick, and ready to be called by several threads at a time. */
@FunctionalInterface
public interface DeviceObserver {

  /** Hears nothing. */
  DeviceObserver NONE = (operation, rows, calls, time) -> {};

  /** A caller's wait for its answers, from its own thread. */
  interface Wait extends AutoCloseable {

    /** Of which nobody hears. */
    Wait UNHEARD = failure -> {};

    /** The answers do not come. */
    void failed(Throwable failure);

    /** It is over, whether or not the answers came. */
    @Override
    default void close() {}
  }

  /**
   * A batch is done; called on its worker's thread.
   *
   * @param operation the key's
   * @param rows in the batch
   * @param calls whose rows they were
   */
  void ran(String operation, int rows, int calls, Duration time);

  /** The same of a batch by its whole key, for who learns what calls of which model take. */
  default void timed(BatchKey key, int rows, Duration time) {}

  /**
   * The observer of one worker's batches and failures, by its name; the same for all if not said.
   */
  default DeviceObserver of(String worker) {
    return this;
  }

  /**
   * There was no memory for a batch, which is tried in parts, if it can be; called on its worker's
   * thread.
   */
  default void ranOutOfMemory(String operation, int rows) {}

  /** A call failed, which was alone in its batch in the end; called on its worker's thread. */
  default void failed(String operation) {}

  /** A caller hands rows in; called on its thread, as is all that it does with the answer. */
  default Wait waits(String operation, int rows) {
    return Wait.UNHEARD;
  }

  /** Several as one. */
  static DeviceObserver all(List<DeviceObserver> observers) {
    return observers.size() == 1 ? observers.getFirst() : new DeviceObservers(observers);
  }
}
