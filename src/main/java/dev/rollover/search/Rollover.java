package dev.rollover.search;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What {@link RolloverBudgetForcing} carries.
 *
 * @param share NFE that each chain may draw at its searched steps, as its quotas are made of
 * @param prescreened the quantile of the first noises' rewards; −∞ until they are judged
 * @param chains side by side
 */
record Rollover(int share, double prescreened, List<RolloverChain> chains) implements RuleState {

  Rollover {
    chains = List.copyOf(chains);
  }

  static Rollover start(int first, int count, RolloverQuotas quotas) {
    return new Rollover(
        quotas.share(),
        Double.NEGATIVE_INFINITY,
        IntStream.range(first, first + count)
            .mapToObj(index -> RolloverChain.start(index, quotas))
            .toList());
  }

  Rollover with(List<RolloverChain> others) {
    return new Rollover(share, prescreened, others);
  }

  Rollover prescreened(double reward) {
    return new Rollover(share, reward, chains);
  }

  /** With some chains' images about to be made, for so many NFE each. */
  Rollover finishing(List<RolloverChain> promising, int nfe, RolloverQuotas quotas) {
    return with(
        chains.stream()
            .map(chain -> promising.contains(chain) ? chain.finishing(nfe, quotas) : chain)
            .toList());
  }

  /** The number of the first chain that is not among these. */
  int next() {
    return chains.getLast().index() + 1;
  }
}
