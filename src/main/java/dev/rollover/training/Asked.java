package dev.rollover.training;

import dev.rollover.shapes.Slip;
import org.jspecify.annotations.Nullable;

/**
 * A question about a fresh image, what is so, and what was answered.
 *
 * @param sight the kind of image
 * @param time of a look-ahead; 0 of a finished image
 * @param prompt the number of the prompt where that is what is asked, else null
 * @param slip what makes the question wrong, if that is known
 * @param yes what is so, of the finished image
 * @param violation how far the finished image is from what is asked
 * @param sooner what is so if the rest of the way is gone in fewer steps
 * @param parsed what the scene parser says of the very image
 * @param parsedViolation how far it says the image is from what is asked
 * @param logOdds the answer
 */
record Asked(
    Sight sight,
    double time,
    @Nullable Integer prompt,
    @Nullable Slip slip,
    boolean yes,
    double violation,
    boolean sooner,
    boolean parsed,
    double parsedViolation,
    double logOdds) {

  /** Kinds of images. */
  enum Sight {
    RENDERED("rendered scenes"),
    RECONSTRUCTED("reconstructions"),
    SAMPLED("samples"),
    FULL("look-aheads, full decoder"),
    PREVIEW("look-aheads, preview decoder");

    private final String words;

    Sight(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean isFinished() {
      return this != FULL && this != PREVIEW;
    }
  }

  /** Whether what is so does not hang on how the rest of the way is gone. */
  boolean isDecided() {
    return sooner == yes;
  }

  boolean answer() {
    return logOdds > 0;
  }

  /** The same with another answer. */
  Asked answered(double otherLogOdds) {
    return new Asked(
        sight, time, prompt, slip, yes, violation, sooner, parsed, parsedViolation, otherLogOdds);
  }
}
