package dev.rollover.tensor;

import java.util.List;
import java.util.function.Function;

/** The way to a device, where rows of callers that wait at the same time can become one batch. */
public interface DeviceCalls {

  /**
   * Runs an operation on rows and blocks until their answers are there.
   *
   * @param key rows of equal keys may be put into one call of the operation; they have operations
   *     that do the same and rows of one type
   * @param operation answers each row, in the rows' order, whatever other rows come with it
   * @param account pays for the device's time
   * @return one answer a row, in the rows' order
   * @throws RuntimeException if the operation fails: a {@link DeviceCallException} from a worker
   */
  <R, A> List<A> submit(
      BatchKey key, List<R> rows, Function<List<R>, List<A>> operation, DeviceAccount account);

  /** Runs every call by itself on its caller's thread, one at a time. */
  static DeviceCalls direct() {
    return new DirectDeviceCalls();
  }
}
