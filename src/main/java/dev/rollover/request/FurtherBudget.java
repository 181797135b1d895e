package dev.rollover.request;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.ResolvedRequest;
import dev.rollover.generation.Spending;
import dev.rollover.search.BudgetLimits;
import dev.rollover.search.InvalidSettingsException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The budget of a generation that goes on from where another ended: what was spent, whatever the
 * limit was, and so much more. What a client leaves open is as in a request: {@value
 * GenerationRequest.Budget#USUAL_NFE} NFE, and no limit in time, cost or reward, even if the first
 * part had one.
 */
public final class FurtherBudget {

  private static final double NANOS = 1e9;

  private FurtherBudget() {}

  /**
   * The request of both parts.
   *
   * @param first what was asked for
   * @param spent on it
   * @param said what may be spent beyond that
   * @throws InvalidRequestException with every fault of the further budget
   */
  public static ResolvedRequest whole(
      ResolvedRequest first, Spending spent, GenerationRequest.Budget said) {
    FaultList faults = new FaultList();
    BudgetLimits limits = faults.attempt(() -> RequestResolver.limits(said));
    faults.refuse();
    BudgetLimits further = Objects.requireNonNull(limits);
    return attempt(
        spent,
        () -> {
          ResolvedRequest whole = first.within(SearchMapping.answer(sum(spent, further)));
          SearchMapping.plan(whole); // Refuses what no search can do with.
          return whole;
        });
  }

  private static BudgetLimits sum(Spending spent, BudgetLimits further) {
    Duration duration = further.maxDuration();
    Double cost = further.maxCostUsd();
    return new BudgetLimits(
        Math.toIntExact(spent.nfe().used() + further.nfe()),
        duration == null ? null : duration.plusNanos(Math.round(spent.seconds() * NANOS)),
        cost == null ? null : spent.costUsd() + cost,
        further.targetReward());
  }

  /** Faults of a sum would puzzle who has said a part of it. */
  private static ResolvedRequest attempt(Spending spent, Supplier<ResolvedRequest> sum) {
    try {
      return sum.get();
    } catch (InvalidSettingsException refused) {
      String account =
          ", of both parts together; the first has spent %d NFE and %.3f s"
              .formatted(spent.nfe().used(), spent.seconds());
      throw new InvalidRequestException(
          refused.faults().stream()
              .map(fault -> new FieldError(fault.field(), fault.message() + account))
              .toList());
    }
  }
}
