package dev.rollover.search;

/** The searches there are. */
public enum Algorithm {
  /** Rollover Budget Forcing. */
  RBF {
    @Override
    Search search(SearchPlan plan, Sampling sampling) {
      return new RolloverBudgetForcing(plan, sampling);
    }

    @Override
    int smallestNfe(SearchSettings settings, int keep) {
      return RolloverQuotas.smallestNfe(settings, keep);
    }
  },
  /** Best of N. */
  BON {
    @Override
    Search search(SearchPlan plan, Sampling sampling) {
      return new BestOfN(plan, sampling);
    }

    @Override
    int smallestNfe(SearchSettings settings, int keep) {
      return BestOfN.nfePerSample(settings);
    }
  };

  abstract Search search(SearchPlan plan, Sampling sampling);

  /** The least NFE with which the search does what it says. */
  abstract int smallestNfe(SearchSettings settings, int keep);
}
