package dev.rollover.shapes;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * «more red circles than blue squares», «fewer red circles than blue squares»: strictly, with at
 * least one of each, and no other objects.
 */
public record ComparisonCaption(Comparison comparison, Kind subject, Kind reference)
    implements Caption {

  /** Which of two kinds there is more of. */
  public enum Comparison {
    MORE("more"),
    FEWER("fewer");

    private final String word;

    Comparison(String word) {
      this.word = word;
    }

    /** The comparison in captions. */
    public String word() {
      return word;
    }

    Comparison opposite() {
      return this == MORE ? FEWER : MORE;
    }
  }

  public ComparisonCaption {
    Groups.requireDistinctKinds(List.of(subject, reference));
  }

  /** The kind of which there must be more. */
  Kind larger() {
    return comparison == Comparison.MORE ? subject : reference;
  }

  /** The kind of which there must be fewer, but some. */
  Kind smaller() {
    return comparison == Comparison.MORE ? reference : subject;
  }

  @Override
  public String text() {
    return "%s %s than %s".formatted(comparison.word(), subject.plural(), reference.plural());
  }

  /** The residual sum of squares to the nearest counts that satisfy the caption. */
  @Override
  public double violation(Scene scene) {
    Map<Kind, Integer> found = scene.counts();
    int many = found.getOrDefault(larger(), 0);
    int mostOfSmaller = Math.max(1, found.getOrDefault(smaller(), 0));
    return IntStream.rangeClosed(1, mostOfSmaller)
        .mapToObj(few -> Map.of(smaller(), few, larger(), Math.max(few + 1, many)))
        .mapToDouble(wanted -> Caption.residualSumOfSquares(wanted, scene))
        .min()
        .orElseThrow();
  }
}
