/** FLUX.1 in diffusers' folder layout, {@code FluxPipeline}. */
@NullMarked
@NamedInterface("flux")
package dev.rollover.model.flux;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
