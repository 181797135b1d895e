package dev.rollover.estimate;

import java.util.List;

/**
 * What a request is likely to take, beside nothing else.
 *
 * @param spending the ledger that it is likely to end with
 * @param judgeCalls answers that its judge is shown at most; its spending holds what they take
 * @param costUsd of its device seconds, at the configured price, and of what rewards ask of
 *     services, at the price that their calls had so far
 * @param atMost whether it may end sooner, at its target
 * @param basis what is known of the calls that it makes
 * @param warnings as of the generation that the request would become
 */
public record Estimate(
    Foreseen spending,
    int judgeCalls,
    double costUsd,
    boolean atMost,
    Basis basis,
    List<String> warnings) {

  public Estimate {
    warnings = List.copyOf(warnings);
  }

  /** What the times of its calls are known from; the weakest of all its calls counts. */
  public enum Basis {
    /** Calls of generations of this model and size in this process. */
    MEASURED,
    /** Calls for images of the model's usual size, scaled by pixels. */
    SCALED,
    /** Hardly anything yet: single calls, the slowest of all, while the process started. */
    WARM_UP;

    Basis weaker(Basis other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }
}
