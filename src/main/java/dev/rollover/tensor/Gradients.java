package dev.rollover.tensor;

import ai.djl.pytorch.engine.PtGradientCollector;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Records operations while open, so that gradients can flow back to the leaves. Closed by the
 * thread that opened it; another one waits meanwhile, since DJL takes one at a time in a process.
 */
public final class Gradients implements AutoCloseable {

  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  private final PtGradientCollector collector;

  /** Begins to record. */
  public Gradients() {
    ONE_AT_A_TIME.lock();
    collector = new PtGradientCollector();
  }

  /** Adds the derivative of a tensor's sum to the gradient of every leaf it came from. */
  public void backward(Tensor numbers) {
    collector.backward(numbers.array());
  }

  @Override
  public void close() {
    collector.close();
    ONE_AT_A_TIME.unlock();
  }
}
