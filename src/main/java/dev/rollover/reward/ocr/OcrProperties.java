package dev.rollover.reward.ocr;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The reward that reads.
 *
 * @param enabled whether it is offered; by default where ONNX Runtime and the models are
 * @param models a folder of PP-OCRv4's networks; those on the class path by default
 * @param threads of the host that work on one image; as many as it has processors, but at most 4,
 *     by default
 * @param shortestSide pixels of the shorter side of an image in which text is looked for: smaller
 *     images are enlarged; RapidOCR's 736 takes four times as long on an image of 64 × 64 and reads
 *     it no better
 */
public record OcrProperties(
    @Nullable Boolean enabled,
    @Nullable @Size(min = 1) String models,
    @Nullable @Min(1) @Max(256) Integer threads,
    @DefaultValue("320") @Min(32) @Max(2000) int shortestSide) {

  private static final int MOST_USUAL_THREADS = 4;

  int threadsOfOneImage() {
    return threads == null
        ? Math.min(Runtime.getRuntime().availableProcessors(), MOST_USUAL_THREADS)
        : threads;
  }
}
