package dev.rollover.tensor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Rows that wait for a device, and what becomes of them.
 *
 * @param ways the operation on each device that can do it, by the names of their workers
 */
record DeviceCall<R, A>(
    BatchKey key,
    List<R> rows,
    Map<String, Function<List<R>, List<A>>> ways,
    DeviceAccount account,
    CompletableFuture<List<A>> answers) {

  /** Whether a worker can do it. */
  boolean isFor(String worker) {
    return ways.containsKey(worker);
  }

  /** Whether this may share a batch with another call. */
  boolean joins(DeviceCall<?, ?> other) {
    return !account.alone()
        && !other.account.alone()
        && key.equals(other.key)
        && ways.keySet().equals(other.ways.keySet());
  }

  /** Some of its rows as a call of its own. */
  DeviceCall<R, A> part(int from, int to) {
    return new DeviceCall<>(key, rows.subList(from, to), ways, account, new CompletableFuture<>());
  }

  void fail(Throwable cause) {
    answers.completeExceptionally(
        cause instanceof DeviceCallException told
            ? told
            : new DeviceCallException(key, "failed: " + cause.getMessage(), cause));
  }
}
