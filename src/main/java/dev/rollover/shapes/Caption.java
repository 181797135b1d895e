package dev.rollover.shapes;

import java.util.Map;

/**
 * What a picture should show, in words and exactly.
 *
 * <p>One rule holds for all captions: a picture shows nothing that its caption does not ask for.
 */
public sealed interface Caption
    permits CountingCaption, SpatialCaption, ComparisonCaption, NegationCaption {

  /** The caption in words, lower case: «three red circles and two blue squares». */
  String text();

  /**
   * How far a scene is from the caption: 0 where it satisfies the caption, and growing with the
   * square of each number that is wrong, as the residual sum of squares of counts does.
   */
  double violation(Scene scene);

  /**
   * Σ over all kinds of (wanted − found)², a kind that {@code wanted} lacks being wanted 0 times.
   */
  static double residualSumOfSquares(Map<Kind, Integer> wanted, Scene scene) {
    Map<Kind, Integer> found = scene.counts();
    return Kind.ALL.stream()
        .mapToDouble(kind -> wanted.getOrDefault(kind, 0) - found.getOrDefault(kind, 0))
        .map(residual -> residual * residual)
        .sum();
  }
}
