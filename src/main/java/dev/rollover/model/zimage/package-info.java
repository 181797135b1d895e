/** Z-Image in diffusers' folder layout, {@code ZImagePipeline}. */
@NullMarked
@NamedInterface("zimage")
package dev.rollover.model.zimage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
