package dev.rollover.model;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a start that failed what is wrong with a folder, in place of a stack trace. */
class ModelFormatAnalyzer extends AbstractFailureAnalyzer<ModelFormatException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ModelFormatException cause) {
    return new FailureAnalysis(
        cause.getMessage(), "Mend that file, or configure another folder.", cause);
  }
}
