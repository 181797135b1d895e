/** A small vision-language model that answers questions about images of the bundled world. */
@NullMarked
@NamedInterface("vqa")
package dev.rollover.model.vqa;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
