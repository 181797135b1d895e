package dev.rollover.reward;

import dev.rollover.tensor.DeviceAccount;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of reward that requests may name; a new kind is one more bean of this type.
 *
 * <p>Its rewards send their images through {@link dev.rollover.tensor.DeviceCalls}, as the
 * operation {@code reward}, so that those of different jobs that wait at the same time are scored
 * as one batch: the device's when a model scores, the host's ({@link RewardConfiguration#HOST})
 * when none does. Those that ask a service wait for it on their own, bounded by what that may be
 * asked at a time, and tell a {@link RewardObserver}.
 */
public interface RewardKind {

  /** What requests call it, such as {@code count}. */
  String name();

  /** What it measures, in a sentence or two. */
  String description();

  /** What it may be told: each parameter's name with its meaning, its range and its default. */
  Map<String, String> parameters();

  /** Whether it judges images of this prompt where the request names no reward. */
  default boolean isUsualFor(String prompt) {
    return false;
  }

  /** Why it cannot judge at present, for a person; absent where it can. */
  default Optional<String> outage() {
    return Optional.empty();
  }

  /** What {@code params} may be, as JSON Schema; by its parameters' meanings alone if not said. */
  default Map<String, Object> jsonSchema() {
    return new ParamsSchema(parameters()).build();
  }

  /** Whether its rewards take the device's time, which a job pays for. */
  default boolean worksOnDevice() {
    return false;
  }

  /** Whether its rewards are functions that gradients go through. */
  default boolean differentiable() {
    return false;
  }

  /**
   * Whose images it judges. Two kinds may have one name where they judge different ones: a request
   * gets the one that was made for its model.
   */
  default Judges judges() {
    return Judges.ANY_MODEL;
  }

  /**
   * What its calls are timed as, the first part of their {@link dev.rollover.tensor.BatchKey}; no
   * other kind's calls, though one of the same name may judge other models' images.
   */
  default String timedAs() {
    return name();
  }

  /**
   * The reward of images for one prompt.
   *
   * @param params a value as read from JSON for each parameter that is given
   * @param account pays for the device's time, if the reward takes any
   * @throws InvalidRewardException naming each fault, with fields such as {@code params.targets}
   */
  Reward create(String prompt, Map<String, Object> params, DeviceAccount account);
}
