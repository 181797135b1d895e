package dev.rollover.reward;

import dev.rollover.model.ImageFunction;
import dev.rollover.model.RgbImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What images are worth under one prompt; higher is better. Calls block until every image is
 * scored.
 */
public interface Reward {

  /**
   * Scores images: one reward call an image.
   *
   * @return one score an image, in the images' order; {@link Score#UNKNOWN} of images that it
   *     cannot judge, for which others are judged all the same
   * @throws RewardFailedException when what it asks does not answer
   * @throws RewardNotAwaitedException when a caller that it heeds has left
   */
  List<Score> score(List<RgbImage> images);

  /**
   * The same, which does not wait for a service any longer than this caller stays, nor than those
   * that it heeds already; itself where it never waits for one. What is under way is answered.
   */
  default Reward heeding(Caller caller) {
    return this;
  }

  /** The same as a function that gradients go through, if it is one. */
  default Optional<ImageFunction> differentiable() {
    return Optional.empty();
  }

  /**
   * The terms of its scores that a search is to put on their {@link Scales scale} before it adds
   * them up; none by default.
   */
  default Set<String> normalised() {
    return Set.of();
  }

  /** A score with the value that it has on some scales, its terms as they are. */
  default Score on(Scales scales, Score score) {
    return score;
  }

  /**
   * A cheaper reward that is to look first, so that this one is asked only of what it lets pass;
   * none by default.
   */
  default Optional<Reward> gate() {
    return Optional.empty();
  }

  /** What its calls have taken of services and networks so far, by their names. */
  default Map<String, RewardUse> used() {
    return Map.of();
  }
}
