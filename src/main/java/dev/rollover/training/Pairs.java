package dev.rollover.training;

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
  record Pair(TokenizedCaption caption, float[] noise, float[] latent) {}

  /**
   * Every latent with any noise: the lines cross, and the flow learned from them is curved.
   *
   * @param unconditional is drawn in place of a caption with probability {@code dropout}
   */
  static Pairs independent(List<Example> examples, TokenizedCaption unconditional, double dropout) {
    return random -> {
      Example example = examples.get(random.nextInt(examples.size()));
      float[] noise = Gaussians.row(random, example.latent().length);
      TokenizedCaption caption = random.nextDouble() < dropout ? unconditional : example.caption();
      return new Pair(caption, noise, example.latent());
    };
  }

  /** Each latent with the noise that a flow took it from: the lines hardly cross (reflow). */
  static Pairs coupled(List<Pair> pairs) {
    return random -> pairs.get(random.nextInt(pairs.size()));
  }
}
