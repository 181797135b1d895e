package dev.rollover.tensor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Rows that wait for a device, and what becomes of them. */
record DeviceCall<R, A>(
    BatchKey key,
    List<R> rows,
    Function<List<R>, List<A>> operation,
    DeviceAccount account,
    CompletableFuture<List<A>> answers) {

  /** Whether this may share a batch with another call. */
  boolean joins(DeviceCall<?, ?> other) {
    return !account.alone() && !other.account.alone() && key.equals(other.key);
  }

  void fail(Throwable cause) {
    answers.completeExceptionally(
        new DeviceCallException(key, "failed: " + cause.getMessage(), cause));
  }
}
