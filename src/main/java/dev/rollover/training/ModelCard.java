package dev.rollover.training;

import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the finished model was measured to do, as the {@code README.md} of its folder.
 *
 * @param prompts that it was measured with; as many scenes went through the autoencoder
 * @param roundTrips share of scenes that the parser reads alike before and after the autoencoder
 * @param plain share of plain counting prompts that one sample satisfies, at 10, 4 and 2 steps
 * @param hard the same of hard prompts, at 10 steps
 * @param foresight rank correlation of posterior means' rewards at {@link #TIMES} with the sample's
 */
record ModelCard(
    int prompts, double roundTrips, List<Double> plain, double hard, List<Double> foresight) {

  /** The numbers of steps that {@link #plain} is measured at. */
  static final List<Integer> STEPS = List.of(10, 4, 2);

  /** The linear times that {@link #foresight} is measured at. */
  static final List<Double> TIMES = List.of(0.99, 0.93, 0.71);

  static ModelCard measure(Evaluation evaluation, int prompts, double roundTrips) {
    // On from the last searched time the sample is finished in equal steps.
    List<Double> times = List.of(1.0, 0.99, 0.93, 0.71, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1);
    return new ModelCard(
        prompts,
        roundTrips,
        STEPS.stream().map(steps -> evaluation.exact(PromptSet.PLAIN, prompts, steps)).toList(),
        evaluation.exact(PromptSet.HARD, prompts, 10),
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
    `max_sequence_length=%d`.

    Measured on %d prompts that training never saw, with one ODE sample each:

    | what | measured |
    |---|---|
    | scenes that the parser reads alike before and after the autoencoder | %.1f %% |
    | plain counting prompts satisfied, 10 steps | %.1f %% |
    | plain counting prompts satisfied, 4 steps | %.1f %% |
    | plain counting prompts satisfied, 2 steps | %.1f %% |
    | hard prompts satisfied, 10 steps | %.1f %% |
    | rank correlation of the posterior mean's reward with the sample's, hard prompts, at time .99 | %.2f |
    | the same at time .93 | %.2f |
    | the same at time .71 | %.2f |
    """
        .formatted(
            TokenizerFiles.MAX_LENGTH,
            TokenizerFiles.MAX_LENGTH,
            prompts,
            100 * roundTrips,
            100 * plain.get(0),
            100 * plain.get(1),
            100 * plain.get(2),
            100 * hard,
            foresight.get(0),
            foresight.get(1),
            foresight.get(2));
  }
}
