package dev.rollover.model.flux;

import dev.rollover.model.Tiling;
import org.jspecify.annotations.Nullable;

/**
 * What is decided of a FLUX beside its folder.
 *
 * @param maxSequenceLength most tokens of a T5 text, or null for what is usual of such a model
 * @param tiling of decoded images
 * @param promptCache bytes of encoded prompts that are kept
 */
record FluxSettings(@Nullable Integer maxSequenceLength, Tiling tiling, long promptCache) {

  /** What is usual. */
  static final FluxSettings USUAL = new FluxSettings(null, Tiling.OFF, 0);
}
