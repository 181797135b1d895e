package dev.rollover.reward.vqa;

import java.util.Locale;

/** The number that becomes of an answer. All rank alike; sums, targets and weights differ. */
enum Scale {
  /** The probability, 0 to 1. */
  P {
    @Override
    double of(double logOdds) {
      return 1 / (1 + Math.exp(-logOdds));
    }
  },
  /** log(p/(1 − p)), of either sign: where probabilities come so close to 0 or 1 that they tie. */
  LOG_ODDS {
    @Override
    double of(double logOdds) {
      return logOdds;
    }
  },
  /** √p, 0 to 1, as VQAScore has it. */
  VQASCORE {
    @Override
    double of(double logOdds) {
      return Math.sqrt(P.of(logOdds));
    }
  };

  abstract double of(double logOdds);

  /** What requests call it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of that label, which is one of theirs. */
  static Scale of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
