package dev.rollover.model.flux;

import dev.rollover.model.ImageFunction;

/**
 * A latent that a gradient is asked for: of a function of the image that its posterior mean shows.
 *
 * @param at the latent and what its velocity depends on
 * @param function of the image
 * @param previewed whether the image is the preview decoder's
 */
record GradientRow(VelocityRow at, ImageFunction function, boolean previewed) {

  /** Whether both can be taken together. */
  boolean goesWith(GradientRow other) {
    return function == other.function && previewed == other.previewed;
  }
}
