package dev.rollover.search;

import dev.rollover.settings.Setting;
import dev.rollover.settings.SettingsCheck;
import java.util.List;

/**
 * What {@link RolloverBudgetForcing} alone is told.
 *
 * @param variant the paper's, or its published code's
 * @param particles candidates of which the best is one draw
 * @param draws that are made at once; the first of them that is accepted is taken, as if they had
 *     been made one after another
 * @param acceptance when a draw is good enough to go on from
 * @param thresholds of {@link Acceptance#THRESHOLD}: one for all steps, or one for each of M − 1;
 *     none when the prescreen is to say
 * @param quantile of the rewards of all first noises, the threshold where none is given
 * @param patience candidates of a step that may fail before it is left for the next
 * @param rounds shares of the budget, each searched by new chains
 * @param guidance of its steps
 */
record RolloverSettings(
    @Setting(
            "`paper` takes the first candidate above the best so far at every step; `reference`, as"
                + " the published code, starts each chain at the best of more noises (25 unless"
                + " said), spends all that remains at its last step, and answers with that step's"
                + " posterior mean unless `finishSteps` is said")
        Variant variant,
    @Setting(
            value = "Candidates of which a chain's draw takes the best",
            least = 1,
            most = SamplingSettings.MOST_PARTICLES)
        int particles,
    @Setting(
            value =
                "Draws that a chain makes at once: the first that is accepted is taken, as if they"
                    + " had been made one after another; those after it are paid for, and counted"
                    + " as `speculative`",
            least = 1,
            most = SamplingSettings.MOST_PARTICLES)
        int draws,
    @Setting(
            "A draw is accepted for its `improvement` on the best so far, or when it reaches a"
                + " `threshold`")
        Acceptance acceptance,
    @Setting(
            "Rewards to reach for the acceptance by threshold: one for every step, or one for each"
                + " of `steps` − 1; when empty, the `quantile` of the first noises' rewards")
        List<Double> thresholds,
    @Setting(
            value = "Of the first noises' rewards, the threshold where `thresholds` is empty",
            least = 0,
            most = 1)
        double quantile,
    @Setting(
            value =
                "Candidates of a step that may fail before it is left for the next with the best of"
                    + " them, handing on what is left of its quota",
            least = 1,
            most = BudgetLimits.MOST_NFE)
        int patience,
    @Setting(
            value =
                "Shares of the budget that are searched one after another, each by new chains; with 1,"
                    + " what the chains do not need stays unspent",
            least = 1,
            most = SamplingSettings.MOST_CHAINS)
        int rounds,
    Guidance guidance)
    implements OwnSettings {

  RolloverSettings {
    thresholds = List.copyOf(thresholds);
  }

  RolloverSettings() {
    this(
        Variant.PAPER,
        1,
        1,
        Acceptance.IMPROVEMENT,
        List.of(),
        0.9,
        BudgetLimits.MOST_NFE,
        1,
        Guidance.NONE);
  }

  @Override
  public SamplingSettings usualSampling() {
    return variant == Variant.PAPER
        ? SamplingSettings.variancePreserving(10, 2, 1, 4)
        : SamplingSettings.variancePreserving(10, 2, 25, 1);
  }

  @Override
  public void check(SamplingSettings sampling, SettingsCheck faults) {
    int searched = sampling.steps() - 1;
    faults
        .require(
            sampling.sampler() == Sampler.SDE,
            "search.sampler",
            "must be sde for rbf, whose candidates differ by their noise")
        .require(
            thresholds.isEmpty() || thresholds.size() == 1 || thresholds.size() == searched,
            "search.thresholds",
            "must have 1 or %d values, not %d".formatted(searched, thresholds.size()))
        .require(
            thresholds.isEmpty() || acceptance == Acceptance.THRESHOLD,
            "search.thresholds",
            "belong to the acceptance by threshold alone");
  }

  @Override
  public int mostAtOnce(SamplingSettings sampling) {
    return Math.max(sampling.initialParticles(), candidatesAtOnce());
  }

  /**
   * Whether a draw is good enough to go on from.
   *
   * @param prescreened the quantile of the first noises' rewards
   */
  boolean accepts(double reward, RolloverChain chain, double prescreened) {
    return switch (acceptance) {
      case IMPROVEMENT -> reward > chain.record();
      case THRESHOLD -> reward >= threshold(chain.step(), prescreened);
    };
  }

  private double threshold(int step, double prescreened) {
    return switch (thresholds.size()) {
      case 0 -> prescreened;
      case 1 -> thresholds.getFirst();
      default -> thresholds.get(Math.max(0, step - 1));
    };
  }

  /** The quantile of some candidates' rewards: that of one of them. */
  double quantileOf(List<Candidate> candidates) {
    List<Double> rewards = candidates.stream().map(Candidate::reward).sorted().toList();
    return rewards.get(Math.max(0, (int) Math.ceil(quantile * rewards.size()) - 1));
  }

  /** Candidates that a chain draws in one round, if its quota allows. */
  int candidatesAtOnce() {
    return Math.toIntExact(Math.min((long) particles * draws, Integer.MAX_VALUE));
  }

  @Override
  public int smallestNfe(SamplingSettings sampling, int keep) {
    return RolloverQuotas.smallestNfe(this, sampling, keep);
  }

  @Override
  public Rule<?> rule(SearchPlan plan, Sampling sampling) {
    return new RolloverBudgetForcing(plan, this, sampling);
  }
}
