package dev.rollover.request;

import dev.rollover.generation.GenerationRequest;
import dev.rollover.model.PromptReading;
import dev.rollover.model.ServedModel;
import org.jspecify.annotations.Nullable;

/**
 * How a request's prompt is read and followed.
 *
 * @param scale of a model that takes one, or beside a negative prompt
 * @param negativePrompt what the image is led away from, if anything
 * @param maxSequenceLength tokens that are read; null where nobody said so, for all of the model's
 *     tokenizer
 */
record PromptGuidance(
    @Nullable Double scale, @Nullable String negativePrompt, @Nullable Integer maxSequenceLength) {

  static final double LARGEST_SCALE = 100;

  private static final String GUIDANCE = "guidance";
  private static final String NEGATIVE = "negativePrompt";

  /** What was said and is usual of a model; its faults are added to others. */
  static PromptGuidance of(GenerationRequest said, ServedModel model, FaultList faults) {
    PromptReading reading = model.reading();
    checkNegativePrompt(said, model, faults);
    checkScale(said, model, faults);
    Integer length = said.maxSequenceLength();
    faults.require(
        length == null || (length >= 1 && length <= reading.tokens()),
        "maxSequenceLength",
        "must be from 1 to %d for the model %s, not %s"
            .formatted(reading.tokens(), model.name(), length));
    boolean readsAll = reading.tokens() == reading.ownTokens();
    return new PromptGuidance(
        said.guidance() == null ? reading.usualGuidance() : said.guidance(),
        said.negativePrompt(),
        length == null && !readsAll ? Integer.valueOf(reading.tokens()) : length);
  }

  private static void checkNegativePrompt(
      GenerationRequest said, ServedModel model, FaultList faults) {
    String negative = said.negativePrompt();
    if (negative == null) {
      return;
    }
    faults.require(
        RequestResolver.characters(negative) <= GenerationRequest.LONGEST_PROMPT,
        NEGATIVE,
        "must have at most %d characters".formatted(GenerationRequest.LONGEST_PROMPT));
    faults.require(
        model.reading().takesNegativePrompt(),
        NEGATIVE,
        "must be left out for the model %s, which takes %s"
            .formatted(
                model.name(),
                model.reading().usualGuidance() == null ? "no guidance" : "guidance alone"));
  }

  private static void checkScale(GenerationRequest said, ServedModel model, FaultList faults) {
    Double scale = said.guidance();
    if (!model.reading().takesNegativePrompt() && model.reading().usualGuidance() == null) {
      faults.require(
          scale == null,
          GUIDANCE,
          "must be left out for the model %s, which takes no guidance".formatted(model.name()));
      return;
    }
    if (!model.reading().takesNegativePrompt()) {
      faults.require(
          scale == null || (scale >= 0 && scale <= LARGEST_SCALE),
          GUIDANCE,
          "must be from 0 to %.0f, not %s".formatted(LARGEST_SCALE, scale));
      return;
    }
    if (said.negativePrompt() == null) {
      faults.require(
          scale == null,
          GUIDANCE,
          ("must be left out for the model %s, which takes no scale, unless there is a"
                  + " negativePrompt, if only an empty one; a velocity costs 2 NFE then")
              .formatted(model.name()));
      return;
    }
    faults.require(
        scale != null && scale > 1 && scale <= LARGEST_SCALE,
        GUIDANCE,
        "must be more than 1 and at most %.0f beside a negativePrompt, not %s"
            .formatted(LARGEST_SCALE, scale));
  }

  /** Function evaluations (NFE) of one velocity. */
  int nfePerVelocity() {
    return negativePrompt == null ? 1 : 2;
  }
}
