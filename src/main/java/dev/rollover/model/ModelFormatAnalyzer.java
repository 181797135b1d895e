package dev.rollover.model;

import dev.rollover.tensor.SafetensorsException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says at a start that failed what is wrong with a folder, in place of a stack trace. */
class ModelFormatAnalyzer implements FailureAnalyzer {

  /** Faults that are told; more are counted. */
  private static final int MOST_TOLD = 20;

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelFormatException wrong) {
        return analysis(wrong.faults(), cause);
      }
      if (cause instanceof SafetensorsException broken) {
        return analysis(List.of(String.valueOf(broken.getMessage())), cause);
      }
    }
    return null;
  }

  private static FailureAnalysis analysis(List<String> faults, Throwable cause) {
    String told =
        faults.stream().limit(MOST_TOLD).collect(Collectors.joining(System.lineSeparator()));
    String more =
        faults.size() > MOST_TOLD ? "%nand %d more".formatted(faults.size() - MOST_TOLD) : "";
    return new FailureAnalysis(
        told + more,
        faults.size() == 1
            ? "Mend that file, or configure another folder."
            : "Mend these files, or configure another folder.",
        cause);
  }
}
