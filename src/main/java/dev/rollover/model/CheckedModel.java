package dev.rollover.model;

import dev.rollover.tensor.BatchLimits;
import java.io.IOException;

/** A model's folder that was looked through: all that it calls for is there, but not loaded yet. */
public interface CheckedModel {

  /** Which sides its images may have. */
  ImageSizes sizes();

  /** What it will take of the memory of its devices. */
  MemoryPlan plan(Layout layout, BatchLimits limits);

  /**
   * Loads it; its folder must still be there.
   *
   * @param layout for all of the model's life
   * @throws ModelFormatException if a file turns out to be broken
   */
  LoadedModel load(Layout layout) throws IOException;
}
