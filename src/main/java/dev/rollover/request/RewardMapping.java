package dev.rollover.request;

import dev.rollover.generation.ResolvedRequest;
import dev.rollover.reward.RewardTerm;
import java.util.List;

/** The terms of a request as the rewards' room has them. */
public final class RewardMapping {

  private RewardMapping() {}

  public static List<RewardTerm> terms(List<ResolvedRequest.RewardTerm> terms) {
    return terms.stream()
        .map(term -> new RewardTerm(term.name(), term.weight(), term.params(), term.normalise()))
        .toList();
  }
}
