package dev.rollover.reward;

import dev.rollover.model.ServedModel;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.tensor.DeviceCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The kinds of reward that this service offers, and how a request's terms become one reward. */
@Component
public final class RewardKinds {

  /** Of either sign: a sum of rewards is to stay a number that tells images apart. */
  public static final double LARGEST_WEIGHT = 1e6;

  private final List<RewardKind> kinds;

  /**
   * Offers kinds.
   *
   * @throws IllegalArgumentException if two have one name and judge the same models
   */
  public RewardKinds(List<RewardKind> kinds) {
    this.kinds = List.copyOf(kinds);
    Set<Called> names = new HashSet<>();
    for (RewardKind kind : kinds) {
      if (!names.add(new Called(kind.name(), kind.judges()))) {
        throw new IllegalArgumentException(
            "two rewards are called %s: name one of them otherwise".formatted(kind.name()));
      }
    }
  }

  /** The kinds that need no model and no service, scoring on their callers' threads. */
  public static RewardKinds selfContained() {
    DeviceCalls host = DeviceCalls.direct();
    return new RewardKinds(
        List.of(
            new CountRewardKind(host),
            new BrightnessRewardKind(host),
            new ColourRewardKind(host),
            new JpegRewardKind(host)));
  }

  /** What must differ from kind to kind. */
  private record Called(String name, Judges judges) {}

  /**
   * The kinds that judge a model's images, each name once: of two kinds of one name, that which was
   * made for fewer models.
   */
  public RewardKinds of(ServedModel model) {
    Map<String, RewardKind> byName = new LinkedHashMap<>();
    kinds.stream()
        .filter(kind -> kind.judges().include(model))
        .forEach(kind -> byName.merge(kind.name(), kind, RewardKinds::narrower));
    return new RewardKinds(List.copyOf(byName.values()));
  }

  private static RewardKind narrower(RewardKind one, RewardKind other) {
    return other.judges().compareTo(one.judges()) > 0 ? other : one;
  }

  /** Every kind, the default first. */
  public List<RewardKind> all() {
    return kinds;
  }

  /** The kind that judges images of a prompt where the request names none. */
  public RewardKind usual(String prompt) {
    return kinds.stream()
        .filter(kind -> kind.isUsualFor(prompt))
        .findFirst()
        .orElseGet(kinds::getFirst);
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
    return create(prompt, "reward", terms, account);
  }

  /**
   * The weighted sum of the terms of a field of the request.
   *
   * @param list the field, of which the fields of all faults are
   * @param account pays for the device's time, if they take any
   * @throws InvalidRewardException with the faults of all terms
   */
  public Reward create(String prompt, String list, List<RewardTerm> terms, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    List<WeightedSum.Part> parts = new ArrayList<>();
    for (int index = 0; index < terms.size(); index++) {
      String field = "%s[%d]".formatted(list, index);
      try {
        Reward reward = reward(prompt, terms.get(index), account);
        RewardTerm term = terms.get(index);
        parts.add(
            new WeightedSum.Part(label(terms, index), term.weight(), reward, term.normalise()));
      } catch (InvalidRewardException invalid) {
        invalid.faults().forEach(fault -> faults.add(fault.within(field)));
      }
    }
    if (terms.isEmpty()) {
      faults.add(new Fault(list, "must name at least one of: " + names()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return new WeightedSum(parts);
  }

  /**
   * The weighted sum of the terms, with that of a gate before it.
   *
   * @param gate the terms of the request's field of that name; no gate where there are none
   * @throws InvalidRewardException with the faults of all terms of either
   */
  public Reward create(
      String prompt, List<RewardTerm> terms, List<RewardTerm> gate, DeviceAccount account) {
    Reward reward = create(prompt, terms, account);
    return gate.isEmpty() ? reward : new GatedReward(reward, create(prompt, "gate", gate, account));
  }

  /**
   * Refuses what could not be scored if it were asked for now.
   *
   * @param list the field of the request that the terms are of
   * @throws InvalidRewardException with the faults of all terms, those among them whose kind cannot
   *     judge at present
   */
  public void requireAvailable(String prompt, String list, List<RewardTerm> terms) {
    create(prompt, list, terms, new DeviceAccount(false));
    List<Fault> outages = new ArrayList<>();
    for (int index = 0; index < terms.size(); index++) {
      String field = "%s[%d].name".formatted(list, index);
      find(terms.get(index).name())
          .flatMap(RewardKind::outage)
          .ifPresent(why -> outages.add(new Fault(field, "cannot be had at present: " + why)));
    }
    if (!outages.isEmpty()) {
      throw new InvalidRewardException(outages);
    }
  }

  /** What the answer calls a term: its name, with its place where the name comes twice. */
  private static String label(List<RewardTerm> terms, int index) {
    String name = terms.get(index).name();
    boolean isAlone = terms.stream().filter(term -> term.name().equals(name)).count() == 1;
    return isAlone ? name : "%s[%d]".formatted(name, index);
  }

  private Reward reward(String prompt, RewardTerm term, DeviceAccount account) {
    List<Fault> faults = new ArrayList<>();
    // Written so that NaN is refused too.
    if (!(Math.abs(term.weight()) <= LARGEST_WEIGHT) || term.weight() == 0) {
      faults.add(
          new Fault(
              "weight",
              "must be from %s to %s and not 0".formatted(-LARGEST_WEIGHT, LARGEST_WEIGHT)));
    }
    Optional<RewardKind> kind = find(term.name());
    if (kind.isEmpty()) {
      faults.add(new Fault("name", "must be one of: " + names()));
    }
    if (!faults.isEmpty()) {
      throw new InvalidRewardException(faults);
    }
    return NotedReward.of(term.name(), kind.orElseThrow().create(prompt, term.params(), account));
  }

  /** The kind that requests call so. */
  public Optional<RewardKind> find(String name) {
    return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private String names() {
    return kinds.stream().map(RewardKind::name).collect(Collectors.joining(", "));
  }
}
