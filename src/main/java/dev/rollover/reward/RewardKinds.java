package dev.rollover.reward;

import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of reward that this service offers, and how a request's terms become one reward. */
@Component
public final class RewardKinds {

  private final List<RewardKind> kinds;

  public RewardKinds(List<RewardKind> kinds) {
    this.kinds = List.copyOf(kinds);
  }

  /** The kinds that need no model and no service, scoring on their callers' threads. */
  public static RewardKinds selfContained() {
    return new RewardKinds(List.of(new CountRewardKind(DeviceCalls.direct())));
  }

  /** Every kind, the default first. */
  public List<RewardKind> all() {
    return kinds;
  }

  /**
   * The weighted sum of the terms, whose device time nobody pays for.
   *
   * @throws InvalidRewardException with the faults of all terms, their fields beginning {@code
   *     reward[0]}
   */
  public Reward create(String prompt, List<RewardTerm> terms) {
    return create(prompt, terms, new DeviceAccount(false));
  }

  /**
   * The weighted sum of the terms.
   *
   * @param account pays for the device's time, if they take any
   * @throws InvalidRewardException with the faults of all terms, their fields beginning {@code
   *     reward[0]}
   */
  public Reward create(String prompt, List<RewardTerm> terms, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    List<WeightedSum.Part> parts = new ArrayList<>();
    for (int index = 0; index < terms.size(); index++) {
      String field = "reward[%d]".formatted(index);
      try {
        parts.add(part(prompt, terms.get(index), account));
      } catch (InvalidRewardException invalid) {
        invalid.faults().forEach(fault -> faults.add(fault.within(field)));
      }
    }
    if (terms.isEmpty()) {
      faults.add(new Fault("reward", "must name at least one of: " + names()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return new WeightedSum(parts);
  }

  private WeightedSum.Part part(String prompt, RewardTerm term, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    if (!Double.isFinite(term.weight()) || term.weight() == 0) {
      faults.add(new Fault("weight", "must be a finite number other than 0"));
    }
    Optional<RewardKind> kind = find(term.name());
    if (kind.isEmpty()) {
      faults.add(new Fault("name", "must be one of: " + names()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    Reward reward = kind.orElseThrow().create(prompt, term.params(), account);
    return new WeightedSum.Part(term.name(), term.weight(), reward);
  }

  private Optional<RewardKind> find(String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private String names() {
    return kinds.stream().map(RewardKind::name).collect(Collectors.joining(", "));
  }
}
