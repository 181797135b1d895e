package dev.rollover.reward.vlm;

import java.util.List;
import java.util.stream.Stream;

/**
 * One token of an answer, and what might have stood in its place.
 *
 * @param said the token of the answer
 * @param likeliest tokens there, as many as were asked for; mostly the one that was said is among
 *     them
 */
record Position(Token said, List<Token> likeliest) {

  /** By so much of itself one probability may differ between its two places. */
  private static final double ROUNDING = 1e-2;

  Position {
    likeliest = List.copyOf(likeliest);
  }

  /** Every token of which something is known, each once. */
  List<Token> tokens() {
    return likeliest.stream().anyMatch(this::isSaid)
        ? likeliest
        : Stream.concat(likeliest.stream(), Stream.of(said)).toList();
  }

  /**
   * Whether a listed token is the one that was said. One that reads the same and is less likely is
   * another one: SGLang's list has of all tokens that read the same only the least likely.
   */
  private boolean isSaid(Token listed) {
    return said.isSame(listed) && listed.probability() >= (1 - ROUNDING) * said.probability();
  }
}
