package dev.rollover.tensor;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A device without batching: a lock keeps calls apart, since programs are run by one at a time. */
final class DirectDeviceCalls implements DeviceCalls {

  private final ReentrantLock device = new ReentrantLock();

  @Override
  public <R, A> List<A> submit(
      BatchKey key, List<R> rows, Function<List<R>, List<A>> operation, DeviceAccount account) {
    device.lock();
    try {
      long start = System.nanoTime();
      List<A> answers = operation.apply(rows);
      account.charge(System.nanoTime() - start);
      return answers;
    } finally {
      device.unlock();
    }
  }
}
