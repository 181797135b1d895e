package dev.rollover.model;

import dev.rollover.tensor.Scope;
import dev.rollover.tensor.Tensor;

/** A number for each image, on the device where the images are, recorded for gradients. */
@FunctionalInterface
public interface ImageFunction {

  /**
   * Records itself, on the device's thread.
   *
   * @param images {@code [batch, 3, height, width]} as decoders answer them, about [−1, 1]
   * @return {@code [batch]}, alive in {@code scope}
   */
  Tensor record(Scope scope, Tensor images);
}
