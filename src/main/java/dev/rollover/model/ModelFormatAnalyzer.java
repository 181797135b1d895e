package dev.rollover.model;

import dev.rollover.tensor.SafetensorsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says at a start that failed what is wrong with a folder, in place of a stack trace. */
class ModelFormatAnalyzer implements FailureAnalyzer {

  /** Faults of one file that are told; more are counted, so that other files are heard too. */
  private static final int MOST_TOLD = 8;

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelFormatException wrong) {
        return new FailureAnalysis(told(wrong.faults()), action(wrong.faults()), cause);
      }
      if (cause instanceof SafetensorsException broken) {
        return new FailureAnalysis(broken.getMessage(), action(List.of()), cause);
      }
    }
    return null;
  }

  private static String action(List<ModelFormatException.Fault> faults) {
    return faults.size() > 1
        ? "Mend these files, or configure another folder."
        : "Mend that file, or configure another folder.";
  }

  private static String told(List<ModelFormatException.Fault> faults) {
    Map<String, List<String>> byFile = new LinkedHashMap<>();
    faults.forEach(
        fault -> byFile.computeIfAbsent(fault.file(), file -> new ArrayList<>()).add(fault.what()));
    List<String> lines = new ArrayList<>();
    byFile.forEach((file, what) -> lines.addAll(lines(file, what)));
    return String.join(System.lineSeparator(), lines);
  }

  private static List<String> lines(String file, List<String> faults) {
    if (faults.size() == 1) {
      return List.of("%s: %s".formatted(file, faults.getFirst()));
    }
    List<String> lines = new ArrayList<>(List.of(file + ":"));
    faults.stream().limit(MOST_TOLD).map("  "::concat).forEach(lines::add);
    if (faults.size() > MOST_TOLD) {
      lines.add("  and %d more".formatted(faults.size() - MOST_TOLD));
    }
    return lines;
  }
}
