package dev.rollover.tensor;

/**
 * What rows must have in common to go through one device call together.
 *
 * @param model the loaded model, by identity; the name of a reward that a network or a service
 *     gives
 * @param operation such as {@code velocity}; the name under which calls are timed
 * @param shape whatever else the rows' tensors must agree in
 * @param pixels of a row's image, by which it takes memory; 0 where that does not matter
 */
public record BatchKey(Object model, String operation, Object shape, long pixels) {

  public BatchKey {
    if (pixels < 0) {
      throw new IllegalArgumentException("an image has no " + pixels + " pixels");
    }
  }

  /** Of rows whose number alone matters. */
  public BatchKey(Object model, String operation, Object shape) {
    this(model, operation, shape, 0);
  }
}
