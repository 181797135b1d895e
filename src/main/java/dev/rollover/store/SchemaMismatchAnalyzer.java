package dev.rollover.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at a start that failed what is wrong with the schema, in place of a stack trace. */
class SchemaMismatchAnalyzer extends AbstractFailureAnalyzer<SchemaMismatchException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, SchemaMismatchException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
  }
}
