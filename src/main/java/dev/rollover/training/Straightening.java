package dev.rollover.training;

import dev.rollover.shapes.TrainingCaptions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes the pairs that straighten a flow (reflow, Liu et al. 2022): noise, and the latent to which
 * the trained flow's ODE takes it.
 */
final class Straightening {

  private static final int BATCH = 64;
  private static final int STEPS = 12;

  private final FlowSampler sampler;
  private final CaptionTokens tokens;
  private final Progress progress;

  Straightening(FlowSampler sampler, CaptionTokens tokens, Progress progress) {
    this.sampler = sampler;
    this.tokens = tokens;
    this.progress = progress;
  }

  /** Draws captions and noise, and follows the flow from there. */
  List<Pairs.Pair> pairs(int count, SplittableRandom random) {
    TrainingCaptions captions = new TrainingCaptions(random);
    int size = LatentEncoder.PACKING.packedShape().size();
    List<Pairs.Pair> pairs = new ArrayList<>(count);
    while (pairs.size() < count) {
      List<TokenizedCaption> batch = new ArrayList<>();
      for (int row = 0; row < BATCH; row++) {
        batch.add(tokens.tokenize(captions.next().text()));
      }
      List<float[]> noises = Gaussians.rows(random, BATCH, size);
      List<float[]> latents = sampler.sample(batch, noises, STEPS);
      for (int row = 0; row < BATCH; row++) {
        pairs.add(new Pairs.Pair(batch.get(row), noises.get(row), latents.get(row)));
      }
      progress.report(pairs.size(), count, 0);
    }
    return pairs;
  }
}
