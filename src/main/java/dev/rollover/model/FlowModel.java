package dev.rollover.model;

import java.util.List;

/**
 * A flow model that has been given its prompt and image size: the velocity field u_t(x) of the
 * linear interpolant x_t = (1−t)·x_0 + t·x_1, and the way from a latent to an image.
 *
 * <p>A latent is its packed form, row-major {@code [tokens, channels]}, on the host. Calls block
 * until the device has answered; one call may share a device batch with calls of other jobs.
 */
public interface FlowModel extends AutoCloseable {

  /** The shape of one latent. */
  LatentShape latentShape();

  /**
   * How far the model's own sampler shifts equal steps towards noise at this size: the factor s of
   * s·τ/(1 + (s − 1)·τ), above 0; 1 leaves them equal.
   *
   * @param steps that are taken in all, at least 1: some samplers shift many steps otherwise than
   *     few
   */
  double timeShift(int steps);

  /**
   * Function evaluations (NFE) of one velocity: 1, or 2 where it is made of one for the prompt and
   * one for a negative prompt.
   */
  default int nfePerVelocity() {
    return 1;
  }

  /**
   * The velocities of some latents, each at its own time.
   *
   * @param latents rows of {@code latentShape().size()} floats, left unchanged
   * @param times the linear interpolant's time of each row, in [0, 1], 1 being noise
   * @return one velocity a row, in the rows' order
   */
  List<float[]> velocity(List<float[]> latents, double[] times);

  /**
   * Decodes latents at time 0 (or posterior means) into images.
   *
   * @return one image a row, in the rows' order
   */
  List<RgbImage> decode(List<float[]> latents);

  /** Whether there is a cheaper way than {@link #decode} to see what a latent leads to. */
  default boolean hasPreview() {
    return false;
  }

  /**
   * The cheap, approximate images of latents at time 0, or of posterior means, that look-aheads are
   * judged by; those of {@link #decode} where there is no cheaper way. Never an answer.
   *
   * @return one image a row, in the rows' order
   */
  default List<RgbImage> preview(List<float[]> latents) {
    return decode(latents);
  }

  /**
   * The gradients of f(image(x − t·u_t(x))) by x, through the velocity and the decoder.
   *
   * @param latents rows of {@code latentShape().size()} floats, left unchanged
   * @param times the linear interpolant's time of each row, in [0, 1], 1 being noise
   * @param function f
   * @param previewed whether images are those of {@link #preview}
   * @return one gradient a row, in the rows' order
   * @throws UnsupportedOperationException by a model that has none
   */
  default List<float[]> gradients(
      List<float[]> latents, double[] times, ImageFunction function, boolean previewed) {
    throw new UnsupportedOperationException("this model gives no gradients");
  }

  /** Gives back what the prompt holds on the device. */
  @Override
  void close();
}
