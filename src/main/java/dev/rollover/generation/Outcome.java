package dev.rollover.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generation's run has brought so far.
 *
 * @param reward absent until an image was scored, and when no image came out in the end
 * @param images the best first; none until the run ends
 * @param judge absent where the request names none, until the run ends, and when no image came out
 */
public record Outcome(
    Spending spending,
    @Nullable RewardSummary reward,
    List<GenerationImage> images,
    @Nullable JudgeSummary judge) {

  public Outcome {
    images = List.copyOf(images);
  }

  /** What no judge has looked at. */
  public Outcome(Spending spending, @Nullable RewardSummary reward, List<GenerationImage> images) {
    this(spending, reward, images, null);
  }

  /** Before anything was spent. */
  public static Outcome none(ResolvedRequest request) {
    return new Outcome(Spending.none(request.budget().nfe()), null, List.of());
  }

  /** The account alone, of a run of which no image came out. */
  Outcome spent() {
    return new Outcome(spending, null, List.of());
  }

  /** The same without images, its account under another limit of NFE. */
  Outcome within(long nfeLimit) {
    return new Outcome(spending.within(nfeLimit), reward, List.of());
  }
}
