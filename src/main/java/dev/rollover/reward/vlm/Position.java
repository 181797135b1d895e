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

  Position {
    likeliest = List.copyOf(likeliest);
  }

  /** Every token of which something is known, each once. */
  List<Token> tokens() {
    return likeliest.stream().anyMatch(said::isSame)
        ? likeliest
        : Stream.concat(likeliest.stream(), Stream.of(said)).toList();
  }
}
