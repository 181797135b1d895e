package dev.rollover.reward.vlm;

import java.util.List;
import java.util.Optional;

/**
 * How likely a model is to answer yes, and no: of each, the sum over all tokens that say it.
 *
 * <pre>
 * p = yes/(yes + no)
 * coverage = yes + no
 * log odds = log yes − log no
 * </pre>
 *
 * @param yes probability, 0 to 1
 * @param no probability, 0 to 1
 * @param unlisted the most that an answer can have of which no token is listed, above 0: neither
 *     more than the least likely token that is, nor than what all of them leave
 */
record YesNo(double yes, double no, double unlisted) {

  /** With less than this, the model does not answer the question. */
  static final double LEAST_COVERAGE = 0.5;

  /** Rounded probabilities may add up to so much. */
  private static final double MOST_COVERAGE = 1.01;

  /** Keeps log odds finite; servers' floats tell no smaller share of 1 from nothing. */
  private static final double LEAST_UNLISTED = 1e-10;

  /**
   * What the first position says where yes and no have {@value #LEAST_COVERAGE} or more; none where
   * the answer has no such position.
   */
  static Optional<YesNo> first(List<Position> positions) {
    return positions.stream().map(YesNo::at).filter(YesNo::isAnswer).findFirst();
  }

  /** What a position says, whether or not that is an answer. */
  static YesNo at(Position position) {
    double yes = 0;
    double no = 0;
    double listed = 0;
    double least = 1;
    for (Token token : position.tokens()) {
      listed += token.probability();
      least = Math.min(least, token.probability());
      yes += token.says("yes") ? token.probability() : 0;
      no += token.says("no") ? token.probability() : 0;
    }
    return new YesNo(yes, no, Math.max(LEAST_UNLISTED, Math.min(least, 1 - listed)));
  }

  private boolean isAnswer() {
    return coverage() >= LEAST_COVERAGE && coverage() <= MOST_COVERAGE;
  }

  /** How much of the probability is of an answer to the question. */
  double coverage() {
    return yes + no;
  }

  /** The probability of yes, of an answer to the question; 0 to 1. */
  double p() {
    return yes / (yes + no);
  }

  /** log(p/(1 − p)), finite: tells apart what {@link #p} does not any more. */
  double logOdds() {
    return Math.log(yes > 0 ? yes : unlisted) - Math.log(no > 0 ? no : unlisted);
  }

  /** The same with the answers exchanged. */
  YesNo opposite() {
    return new YesNo(no, yes, unlisted);
  }
}
