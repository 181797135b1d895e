package dev.rollover.training;

/** What log odds are worth. */
final class Probabilities {

  private Probabilities() {}

  /** p = 1/(1 + exp(−log odds)). */
  static double of(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** −log of the probability that was given to what is so, in nats; finite for finite log odds. */
  static double surprise(double logOdds, boolean yes) {
    double wrong = yes ? -logOdds : logOdds;
    return Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong)));
  }
}
