package dev.rollover.request;

import dev.rollover.generation.ResolvedRequest;
import dev.rollover.model.PromptReading;
import dev.rollover.model.ServedModel;
import java.util.ArrayList;
import java.util.List;

/** What a client should know of how its prompts are read. */
final class PromptWarnings {

  private PromptWarnings() {}

  static List<String> of(ServedModel model, ResolvedRequest request) {
    PromptReading reading = model.reading();
    int tokens =
        request.maxSequenceLength() == null ? reading.ownTokens() : request.maxSequenceLength();
    List<String> warnings = new ArrayList<>(of(model, "prompt", request.prompt(), tokens));
    if (request.negativePrompt() != null) {
      warnings.addAll(of(model, "negativePrompt", request.negativePrompt(), tokens));
    }
    return warnings;
  }

  private static List<String> of(ServedModel model, String field, String prompt, int tokens) {
    List<String> warnings = new ArrayList<>();
    List<String> unknown = prompt.isBlank() ? List.of() : model.unknownWords(prompt);
    if (!unknown.isEmpty()) {
      String words =
          "the model %s does not know: %s".formatted(model.name(), String.join(", ", unknown));
      warnings.add(field.equals("prompt") ? words : "of the %s, %s".formatted(field, words));
    }
    if (model.cuts(prompt, tokens)) {
      warnings.add(
          "the %s is longer than the model %s reads: its end is left out"
              .formatted(field, model.name()));
    } else if (model.readsInPart(prompt)) {
      warnings.add(
          "the %s is longer than one of the text encoders of the model %s reads: its end gets to the"
                  .formatted(field, model.name())
              + " other alone");
    }
    return warnings;
  }
}
