/** FLUX.2 klein in diffusers' folder layout, {@code Flux2KleinPipeline}. */
@NullMarked
@NamedInterface("flux2")
package dev.rollover.model.flux2;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
