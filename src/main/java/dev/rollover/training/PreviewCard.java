package dev.rollover.training;

import dev.rollover.shapes.PromptSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the preview decoder was measured to do, as the {@code README.md} of its folder.
 *
 * @param prompts that it was measured with
 * @param agreement at each of {@link #TIMES}
 */
record PreviewCard(int prompts, List<Evaluation.Agreement> agreement) {

  /** The linear times that it is measured at. */
  static final List<Double> TIMES = List.of(0.99, 0.93, 0.86, 0.71);

  static PreviewCard measure(Evaluation evaluation, int prompts) {
    return new PreviewCard(prompts, evaluation.agreement(PromptSet.HARD, prompts, TIMES));
  }

  void write(Path folder) throws IOException {
    Files.writeString(folder.resolve("README.md"), text());
  }

  private String text() {
    return """
    # Preview decoder of shapes

    An `AutoencoderTiny` of diffusers, distilled from the decoder in `../vae`: it makes about the same image in a fraction
    of the time. Searches judge look-aheads by it; no answer comes from it. It takes the flow's latents as they are, as
    TAEF1 does. Its encoder is there for diffusers' sake alone and answers 0.

    Measured on %d hard prompts that training never saw, with one path of the ODE each: how the reward of a posterior mean's
    preview agrees with that of its full image, and how often both show the same objects.

    | time | rank correlation | the same objects |
    |---|---|---|
    %s
    """
        .formatted(
            prompts,
            IntStream.range(0, TIMES.size()).mapToObj(this::row).collect(Collectors.joining("\n")));
  }

  private String row(int at) {
    Evaluation.Agreement measured = agreement.get(at);
    return "| %s | %.2f | %.1f %% |"
        .formatted(
            String.valueOf(TIMES.get(at)).replaceFirst("^0", ""),
            measured.rankCorrelation(),
            100 * measured.alike());
  }
}
