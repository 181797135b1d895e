package dev.rollover.search;

import dev.rollover.model.LatentShape;

/** The searches there are. */
public enum Algorithm {
  /** Rollover Budget Forcing. */
  RBF {
    @Override
    Search search(SearchPlan plan, LatentShape shape) {
      return new RolloverBudgetForcing(plan, shape);
    }

    @Override
    int smallestNfe(SearchSettings settings, int keep) {
      return RolloverQuotas.smallestNfe(settings, keep);
    }
  },
  /** Best of N. */
  BON {
    @Override
    Search search(SearchPlan plan, LatentShape shape) {
      return new BestOfN(plan, shape);
    }

    @Override
    int smallestNfe(SearchSettings settings, int keep) {
      return BestOfN.nfePerSample(settings);
    }
  };

  abstract Search search(SearchPlan plan, LatentShape shape);

  /** The least NFE with which the search does what it says. */
  abstract int smallestNfe(SearchSettings settings, int keep);
}
