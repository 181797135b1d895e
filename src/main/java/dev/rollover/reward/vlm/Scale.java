package dev.rollover.reward.vlm;

import java.util.Locale;

/** The number that becomes of an answer. All rank alike; sums, targets and weights differ. */
enum Scale {
  /** The probability, 0 to 1. */
  P {
    @Override
    double of(YesNo answer) {
      return answer.p();
    }
  },
  /** log(p/(1 − p)), of either sign: where probabilities come so close to 0 or 1 that they tie. */
  LOG_ODDS {
    @Override
    double of(YesNo answer) {
      return answer.logOdds();
    }
  },
  /**
   * √p, 0 to 1: the number of VQAScore (Lin and others, 2024, arXiv 2404.01291) as published for
   * encoder-decoder models, the mean over the answer and the end token, which is sure.
   */
  VQASCORE {
    @Override
    double of(YesNo answer) {
      return Math.sqrt(answer.p());
    }
  };

  abstract double of(YesNo answer);

  /** What requests call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of that label, which is one of theirs. */
  static Scale of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
