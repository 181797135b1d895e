package dev.rollover.training;

import dev.rollover.model.flux.PromptTokens;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The ends of the lines that a flow learns along, with their captions. */
interface Pairs {

  /** One pair, drawn. */
  Pair draw(SplittableRandom random);

  /**
   * Two ends of a line.
   *
   * @param noise x_1
   * @param latent x_0
   */
  @SuppressWarnings("ArrayRecordComponent") // Pairs are handed on, never compared.
  record Pair(PromptTokens caption, float[] noise, float[] latent) {}

  /**
   * A pair that is drawn in proportion to its weight.
   *
   * @param weight above 0
   */
  record Weighted(Pair pair, double weight) {}

  /**
   * Every latent with any noise: the lines cross, and the flow learned from them is curved.
   *
   * @param unconditional is drawn in place of a caption with probability {@code dropout}
   */
  static Pairs independent(List<Example> examples, PromptTokens unconditional, double dropout) {
    return random -> {
      Example example = examples.get(random.nextInt(examples.size()));
      float[] noise = Gaussians.row(random, example.latent().length);
      PromptTokens caption = random.nextDouble() < dropout ? unconditional : example.caption();
      return new Pair(caption, noise, example.latent());
    };
  }

  /** Each latent with the noise that a flow took it from: the lines hardly cross (reflow). */
  static Pairs coupled(List<Weighted> pairs) {
    double[] cumulative = new double[pairs.size()];
    double sum = 0;
    for (int index = 0; index < cumulative.length; index++) {
      sum += pairs.get(index).weight();
      cumulative[index] = sum;
    }
    double total = sum;
    return random -> {
      int found = Arrays.binarySearch(cumulative, random.nextDouble(total));
      // A draw lies between two sums, where the search answers −(the upper one's index) − 1.
      int index = found < 0 ? -found - 1 : found + 1;
      return pairs.get(index).pair();
    };
  }
}
