package dev.rollover.tensor;

import ai.djl.pytorch.engine.PtGradientCollector;

/**
 * Records operations while open, so that gradients can flow back to the leaves; one at a time in a
 * process.
 */
public final class Gradients implements AutoCloseable {

  private final PtGradientCollector collector = new PtGradientCollector();

  /** Adds the derivative of a scalar to the gradient of every leaf it came from. */
  public void backward(Tensor scalar) {
    collector.backward(scalar.array());
  }

  @Override
  public void close() {
    collector.close();
  }
}
