package dev.rollover.generation;

/** Why a generation failed. */
public record GenerationError(Type type, String message) {

  /** The kinds of failure. */
  public enum Type {
    /** The model, the reward or the search threw. */
    RUN_FAILED,
    /** The process ended while the generation ran, as often as is tried. */
    PROCESS_DIED,
    /** The model or a reward that it asks for is not served any more. */
    NOT_SERVED,
    /** A reward could not be had, as often as is tried, or could tell of no image. */
    REWARD_FAILED,
    /** A device had no memory for a single row of its calls, as often as is tried. */
    OUT_OF_MEMORY,
    /** The model gave a velocity or an image that is NaN or infinite, as it would again. */
    NOT_FINITE
  }
}
