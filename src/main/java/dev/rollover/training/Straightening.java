package dev.rollover.training;

import dev.rollover.model.flux.PromptTokens;
import dev.rollover.shapes.Caption;
import dev.rollover.shapes.Scene;
import dev.rollover.shapes.TrainingCaptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the pairs that straighten a flow (reflow, Liu et al. 2022): noise, and the latent to which
 * the trained flow's ODE takes it. A pair counts the less the further its image is from what the
 * caption says, so that the straightened flow follows the samples that succeeded.
 */
final class Straightening {

  private static final int BATCH = 128;
  private static final int STEPS = 12;
  private static final int SIZE = LatentEncoder.PACKING.packedShape().size();

  private final FlowSampler sampler;
  private final CaptionTokens tokens;
  private final Judge judge;
  private final Progress progress;

  /**
   * Reads what latents show.
   *
   * @param scale of the sampler's latents
   */
  record Judge(LatentDecoder decoder, LatentScale scale) {

    private List<Scene> scenes(List<float[]> latents) {
      return decoder.scenes(latents.stream().map(scale::restore).toList());
    }
  }

  /**
   * How many pairs to make, and where they are kept for a run that goes on.
   *
   * @param size pairs of a chunk, which is sampled whole or not at all
   * @param folder has what was sampled, a file a chunk
   */
  record Chunks(int count, int size, Path folder) {}

  Straightening(FlowSampler sampler, CaptionTokens tokens, Judge judge, Progress progress) {
    this.sampler = sampler;
    this.tokens = tokens;
    this.judge = judge;
    this.progress = progress;
  }

  /** Draws captions and noise, and follows the flow from there. */
  List<Pairs.Weighted> pairs(Chunks chunks, long seed) throws IOException {
    Files.createDirectories(chunks.folder());
    List<Pairs.Weighted> pairs = new ArrayList<>(chunks.count() * chunks.size());
    for (int chunk = 0; chunk < chunks.count(); chunk++) {
      Path file = chunks.folder().resolve("%03d.safetensors".formatted(chunk));
      List<Pairs.Weighted> drawn = chunk(Seeds.of(seed, chunk), chunks.size(), file);
      pairs.addAll(drawn);
      progress.report(chunk + 1, chunks.count(), 1 - meanWeight(drawn));
    }
    return pairs;
  }

  private List<Pairs.Weighted> chunk(SplittableRandom random, int size, Path file)
      throws IOException {
    List<Caption> captions =
        Stream.generate(new TrainingCaptions(random)::next).limit(size).toList();
    List<PromptTokens> tokenized =
        captions.stream().map(caption -> tokens.tokenize(caption.text())).toList();
    List<float[]> noises = Gaussians.rows(random, size, SIZE);
    if (!Files.exists(file)) {
      LatentFile.write(file, sample(tokenized, noises));
    }
    List<float[]> latents = LatentFile.read(file);
    List<Scene> scenes = judge.scenes(latents);
    return IntStream.range(0, size)
        .mapToObj(
            row ->
                new Pairs.Weighted(
                    new Pairs.Pair(tokenized.get(row), noises.get(row), latents.get(row)),
                    1 / (1 + captions.get(row).violation(scenes.get(row)))))
        .toList();
  }

  private static double meanWeight(List<Pairs.Weighted> pairs) {
    return pairs.stream().mapToDouble(Pairs.Weighted::weight).average().orElseThrow();
  }

  private List<float[]> sample(List<PromptTokens> captions, List<float[]> noises) {
    List<float[]> latents = new ArrayList<>(captions.size());
    for (int from = 0; from < captions.size(); from += BATCH) {
      int to = Math.min(from + BATCH, captions.size());
      latents.addAll(sampler.sample(captions.subList(from, to), noises.subList(from, to), STEPS));
    }
    return latents;
  }
}
