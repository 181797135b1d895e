package dev.rollover.model.pipeline;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.NegativeText;
import org.jspecify.annotations.Nullable;

/**
 * A latent that a gradient is asked for: of a function of the image that its posterior mean shows.
 *
 * @param at the latent and what its velocity depends on
 * @param negative what the velocity is led away from, if anything
 * @param function of the image
 * @param previewed whether the image is the preview decoder's
 */
record GradientRow<T>(
    VelocityRow<T> at,
    @Nullable NegativeText<T> negative,
    ImageFunction function,
    boolean previewed) {

  /** Whether both can be taken together. */
  boolean goesWith(GradientRow<T> other) {
    return function == other.function && previewed == other.previewed && scale() == other.scale();
  }

  /** The scale of the guidance; 1 for none. */
  double scale() {
    return negative == null ? 1 : negative.scale();
  }

  /** The same latent with the negative prompt in the prompt's place. */
  VelocityRow<T> away() {
    if (negative == null) {
      throw new IllegalStateException("this row has no negative prompt");
    }
    return at.with(negative.text());
  }
}
