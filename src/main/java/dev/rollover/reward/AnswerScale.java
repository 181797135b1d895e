package dev.rollover.reward;

import dev.rollover.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The number that becomes of an answer by yes or no. All rank alike; sums, targets and weights
 * differ.
 */
public enum AnswerScale {
  /** The probability of the wanted answer, 0 to 1. */
  P {
    @Override
    public double of(double p, double logOdds) {
      return p;
    }

    @Override
    public Tensor of(Tensor logOdds) {
      return logOdds.sigmoid();
    }
  },
  /** log(p/(1 − p)), of either sign: where probabilities come so close to 0 or 1 that they tie. */
  LOG_ODDS {
    @Override
    public double of(double p, double logOdds) {
      return logOdds;
    }

    @Override
    public Tensor of(Tensor logOdds) {
      return logOdds;
    }
  },
  /**
   * √p, 0 to 1: the number of VQAScore (Lin and others, 2024, arXiv 2404.01291) as published for
   * encoder-decoder models, the mean over the answer and the end token, which is sure.
   */
  VQASCORE {
    @Override
    public double of(double p, double logOdds) {
      return Math.sqrt(p);
    }

    @Override
    public Tensor of(Tensor logOdds) {
      return P.of(logOdds).sqrt();
    }
  };

  /** What requests call them. */
  public static final List<String> LABELS =
      Arrays.stream(values()).map(AnswerScale::label).toList();

  /**
   * The number.
   *
   * @param p the probability of the wanted answer
   * @param logOdds log(p/(1 − p)), exact where p is not
   */
  public abstract double of(double p, double logOdds);

  /** The numbers of some answers, which gradients go through. */
  public abstract Tensor of(Tensor logOdds);

  /** What requests call it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of that label, which is one of theirs. */
  public static AnswerScale labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
