package dev.rollover.monitor;

import dev.rollover.generation.Generation;
import io.micrometer.core.instrument.Tags;

/** What meters tell generations apart by. */
final class GenerationTags {

  private GenerationTags() {}

  /** Model and algorithm; never an id: a tag's values must stay few. */
  static Tags of(Generation generation) {
    return Tags.of(
        "model", generation.request().model(), "algorithm", generation.request().algorithm());
  }
}
