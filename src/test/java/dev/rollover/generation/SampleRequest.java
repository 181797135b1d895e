package dev.rollover.generation;

import java.util.List;
import java.util.Map;

/** A resolved request, for tests of every room that shows or stores one. */
public final class SampleRequest {

  private SampleRequest() {}

  public static ResolvedRequest within(ResolvedRequest.Budget budget) {
    return new ResolvedRequest(
        "three red circles & two blue squares",
        "shapes",
        64,
        64,
        42,
        1,
        Map.of(
            "algorithm",
            "rbf",
            "steps",
            10,
            "diffusion",
            Map.of("coefficient", "square", "norm", 3.0)),
        List.of(new ResolvedRequest.RewardTerm("count", 1, Map.of("red circle", 3))),
        List.of(),
        List.of(),
        budget,
        Map.of("order", "1723"),
        false);
  }
}
