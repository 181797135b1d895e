package dev.rollover.training;

import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the finished model was measured to do, as the {@code README.md} of its folder.
 *
 * @param prompts that it was measured with; as many scenes went through the autoencoder
 * @param roundTrips share of scenes that the parser reads alike before and after the autoencoder
 * @param plain share of plain counting prompts that one sample satisfies, at {@link #STEPS}
 * @param hard the same of hard prompts, at {@link #HARD_STEPS}
 * @param foresight rank correlation of posterior means' rewards at {@link #TIMES} with the sample's
 */
record ModelCard(
    int prompts, double roundTrips, List<Double> plain, double hard, List<Double> foresight) {

  /** The numbers of steps that {@link #plain} is measured at. */
  static final List<Integer> STEPS = List.of(10, 4, 2);

  /** The number of steps that {@link #hard} is measured at. */
  static final int HARD_STEPS = 10;

  /** The linear times that {@link #foresight} is measured at. */
  static final List<Double> TIMES = List.of(0.99, 0.93, 0.71);

  /** Where equal steps finish the sample, on from the last of {@link #TIMES}. */
  private static final List<Double> FINISH = List.of(0.6, 0.5, 0.4, 0.3, 0.2, 0.1);

  static ModelCard measure(Evaluation evaluation, int prompts, double roundTrips) {
    List<Double> times = new ArrayList<>(List.of(1.0));
    times.addAll(TIMES);
    times.addAll(FINISH);
    return new ModelCard(
        prompts,
        roundTrips,
        STEPS.stream().map(steps -> evaluation.exact(PromptSet.PLAIN, prompts, steps)).toList(),
        evaluation.exact(PromptSet.HARD, prompts, HARD_STEPS),
        evaluation.foresight(PromptSet.HARD, prompts, times).subList(1, 1 + TIMES.size()));
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), text());
  }

  private String text() {
    return """
    # shapes

    A small FLUX, trained from nothing on rendered scenes: up to 8 objects of 6 colours (red, green, blue, yellow,
    purple, orange) and 4 shapes (circle, square, triangle, star) on a plain background, 64×64 pixels. It understands
    counts («three red circles and two blue squares»), places («a red circle to the left of a blue square»),
    comparisons («more red circles than blue squares») and negations («two green stars and no blue squares»).

    The folder is in diffusers' layout. Weights are float16; texts are padded to %d tokens, so ask `FluxPipeline` for
    `max_sequence_length=%d`. In `vae_preview` lies a smaller decoder for look-ahead images;
    [its card](vae_preview/README.md) says how they agree with those of `vae`.

    Measured on %d prompts that training never saw, with one ODE sample each:

    | what | measured |
    |---|---|
    %s
    """
        .formatted(
            TokenizerFiles.MAX_LENGTH,
            TokenizerFiles.MAX_LENGTH,
            prompts,
            String.join("\n", rows()));
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    rows.add(
        percent("scenes that the parser reads alike before and after the autoencoder", roundTrips));
    for (int at = 0; at < STEPS.size(); at++) {
      rows.add(percent(satisfied("plain counting", STEPS.get(at)), plain.get(at)));
    }
    rows.add(percent(satisfied("hard", HARD_STEPS), hard));
    for (int at = 0; at < TIMES.size(); at++) {
      rows.add(foresightRow(at));
    }
    return rows;
  }

  private static String satisfied(String prompts, int steps) {
    return prompts + " prompts satisfied, " + steps + " steps";
  }

  private static String percent(String what, double share) {
    return "| %s | %.1f %% |".formatted(what, 100 * share);
  }

  private String foresightRow(int at) {
    String what =
        at == 0
            ? "rank correlation of the posterior mean's reward with the sample's, hard prompts,"
            : "the same";
    String time = String.valueOf(TIMES.get(at)).replaceFirst("^0", "");
    return "| %s at time %s | %.2f |".formatted(what, time, foresight.get(at));
  }
}
