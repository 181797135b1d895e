package dev.rollover.reward.vlm;

import dev.rollover.reward.InvalidRewardException;
import dev.rollover.reward.InvalidRewardException.Fault;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.tensor.DeviceAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the kinds have in common that have a model answer in words about a list. */
abstract class WordedRewardKind implements RewardKind {

  /** Items of a list. */
  static final int MOST_ITEMS = 20;

  /** Characters of an item. */
  static final int LONGEST_ITEM = 300;

  final Judge judge;
  private final VlmProbe probe;
  private final String suffix;
  private final String parameter;

  /**
   * A kind of an endpoint's.
   *
   * @param suffix to the endpoint's name
   * @param parameter that the list is said in
   */
  WordedRewardKind(Judge judge, VlmProbe probe, String suffix, String parameter) {
    this.judge = judge;
    this.probe = probe;
    this.suffix = suffix;
    this.parameter = parameter;
  }

  /** The reward of what was said of the list, if anything was. */
  abstract Reward create(String prompt, @Nullable Object list);

  @Override
  public final String name() {
    return judge.endpoint().name() + "_" + suffix;
  }

  @Override
  public final Optional<String> outage() {
    return probe.outage();
  }

  @Override
  public final Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
    List<Fault> unknown =
        params.keySet().stream()
            .filter(name -> !name.equals(parameter))
            .sorted()
            .map(name -> new Fault("params." + name, "is unknown; allowed: " + parameter))
            .toList();
    if (!unknown.isEmpty()) {
      throw new InvalidRewardException(unknown);
    }
    return create(prompt, params.get(parameter));
  }

  final String model() {
    return judge.endpoint().properties().model();
  }

  final InvalidRewardException fault(String message) {
    return new InvalidRewardException("params." + parameter, message);
  }

  /** A line of its own must hold an item, or the answer's lines were not the list's. */
  static boolean isItem(@Nullable Object said) {
    return said instanceof String text
        && !text.isBlank()
        && text.length() <= LONGEST_ITEM
        && text.lines().count() == 1;
  }
}
