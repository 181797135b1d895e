package dev.rollover.search;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of chains that go on under other limits: those under way have an equal share of what
 * is more for the steps to come, on top of quotas that they have had, unless there are rounds to
 * come, which have it then.
 *
 * @param state where they stand
 * @param quotas as they know them
 * @param kept NFE that are kept back for the finish and for gradients
 * @param hasRounds whether new chains follow these
 */
record RolloverExtension(Rollover state, RolloverQuotas quotas, int kept, boolean hasRounds) {

  /**
   * Of chains that are about to draw; what they drew before may never have been judged.
   *
   * @return none when all are through, or when the budget does not bring them to their ends
   */
  @Nullable Rollover ofUnsettled(Budget budget) {
    RolloverExtension waiting = waiting();
    int each = waiting.further(budget);
    boolean isThrough = state.chains().stream().allMatch(chain -> chain.isOver(quotas));
    boolean goesOn = waiting.underWay().allMatch(chain -> chain.canSpare(-each, quotas));
    return isThrough || !goesOn ? null : waiting.shared(each);
  }

  /** Of chains whose candidates are being judged. */
  Rollover ofDrawn(Budget budget) {
    return shared(further(budget));
  }

  private RolloverExtension waiting() {
    List<RolloverChain> chains =
        state.chains().stream().map(chain -> chain.waiting(quotas)).toList();
    return new RolloverExtension(state.with(chains), quotas, kept, hasRounds);
  }

  private Stream<RolloverChain> underWay() {
    return state.chains().stream().filter(chain -> !chain.isOver(quotas));
  }

  /**
   * What each chain under way may draw beyond what it knows of; less than nothing when a finish
   * before its time has spent what was kept back.
   */
  private int further(Budget budget) {
    int planned = underWay().mapToInt(RolloverChain::planned).sum();
    int chains = Math.max(1, (int) underWay().count());
    int each = Math.floorDiv(budget.affordable() - kept - planned, chains);
    return hasRounds ? Math.min(0, each) : each;
  }

  private Rollover shared(int each) {
    List<RolloverChain> chains =
        state.chains().stream()
            .map(chain -> chain.isOver(quotas) ? chain : chain.extended(each, quotas))
            .toList();
    return new Rollover(state.share() + Math.max(0, each), state.prescreened(), chains);
  }
}
