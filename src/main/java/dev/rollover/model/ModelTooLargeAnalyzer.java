package dev.rollover.model;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a start that failed for want of memory what would help. */
class ModelTooLargeAnalyzer extends AbstractFailureAnalyzer<ModelTooLargeException> {

  @Override
  protected FailureAnalysis analyze(Throwable failure, ModelTooLargeException cause) {
    return new FailureAnalysis(
        cause.getMessage(),
        "Place encoders or decoder on another device (encoder-device, decoder-device of"
            + " rollover.models.served), serve fewer models or smaller images (largest-side,"
            + " rollover.device.largest-batch-pixels), let weights rest on the host (streaming) or"
            + " say how much memory there is (rollover.device.memory).",
        cause);
  }
}
