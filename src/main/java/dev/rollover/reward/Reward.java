package dev.rollover.reward;

import dev.rollover.model.RgbImage;
import java.util.List;

/**
 * What images are worth under one prompt; higher is better. Calls block until every image is
 * scored.
 */
public interface Reward {

  /**
   * Scores images: one reward call an image.
   *
   * @return one score an image, in the images' order
   */
  List<Score> score(List<RgbImage> images);
}
