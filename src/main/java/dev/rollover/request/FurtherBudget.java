package dev.rollover.request;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.Spending;
import dev.rollover.search.BudgetLimits;
import dev.rollover.settings.InvalidSettingsException;
import java.time.Duration;
import java.util.Objects;

/**
 * The budget of a generation that goes on from where another ended: what was spent, and so much
 * more. Limits in time and cost are of the further part alone; one that is left open is no limit,
 * even if the first part had one.
 *
 * @param spent in the first part
 * @param left NFE of the first part's limit that its search had a use for when it ended, at its
 *     target, at a limit in time or cost, or by a cancel; 0 when it was through. No less may be
 *     given, since its search goes on as it was planned; as much is the default, else {@value
 *     GenerationRequest.Budget#USUAL_NFE}
 */
public record FurtherBudget(Spending spent, long left) {

  /**
   * The request of both parts.
   *
   * @param first what was asked for
   * @param said what may be spent beyond what was spent
   * @throws InvalidRequestException with every fault of the further budget
   */
  public ResolvedRequest whole(ResolvedRequest first, GenerationRequest.Budget said) {
    BudgetLimits further = further(first, said);
    try {
      return first.within(SearchMapping.answer(sum(further)));
    } catch (InvalidSettingsException refused) {
      // Faults of a sum would puzzle who has said a part of it.
      String account =
          ", of both parts together; the first has spent %d NFE and %.3f s"
              .formatted(spent.nfe().used(), spent.seconds());
      throw new InvalidRequestException(
          refused.faults().stream()
              .map(fault -> new FieldError(fault.field(), fault.message() + account))
              .toList());
    }
  }

  private BudgetLimits further(ResolvedRequest first, GenerationRequest.Budget said) {
    Integer nfe = said.nfe() == null && left > 0 ? Integer.valueOf((int) left) : said.nfe();
    FaultList faults = new FaultList();
    BudgetLimits further =
        faults.attempt(
            () ->
                RequestResolver.limits(
                    new GenerationRequest.Budget(
                        nfe, said.maxDuration(), said.maxCostUsd(), said.targetReward())));
    RequestResolver.requireNoTarget(first.reward(), said, faults);
    faults.refuse();
    BudgetLimits limits = Objects.requireNonNull(further);
    requireEnough(first, limits);
    return limits;
  }

  /** What was through begins anew, and needs what any beginning needs. */
  private void requireEnough(ResolvedRequest first, BudgetLimits further) {
    FaultList faults = new FaultList();
    if (left == 0) {
      faults.attempt(() -> SearchMapping.plan(first.within(SearchMapping.answer(further))));
    }
    faults.require(
        further.nfe() >= left,
        "budget.nfe",
        ("must be at least the %d that its search had still to spend, not %d; "
                + "maxDuration and maxCostUsd may end it sooner")
            .formatted(left, further.nfe()));
    faults.refuse();
  }

  private BudgetLimits sum(BudgetLimits further) {
    Duration duration = further.maxDuration();
    Double cost = further.maxCostUsd();
    return new BudgetLimits(
        Math.toIntExact(spent.nfe().used() + further.nfe()),
        // In whole seconds: the durations of JSON Schema have no others.
        duration == null ? null : duration.plusSeconds((long) Math.ceil(spent.seconds())),
        cost == null ? null : spent.costUsd() + cost,
        further.targetReward());
  }
}
