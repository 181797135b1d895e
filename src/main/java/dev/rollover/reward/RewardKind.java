package dev.rollover.reward;

import java.util.Map;

/** A kind of reward that requests may name; a new kind is one more bean of this type. */
public interface RewardKind {

  /** What requests call it, such as {@code count}. */
  String name();

  /** What it measures, in a sentence or two. */
  String description();

  /** What it may be told: each parameter's name with its meaning, its range and its default. */
  Map<String, String> parameters();

  /**
   * The reward of images for one prompt.
   *
   * @param params a value as read from JSON for each parameter that is given
   * @throws InvalidRewardException naming each fault, with fields such as {@code params.targets}
   */
  Reward create(String prompt, Map<String, Object> params);
}
