package dev.rollover.run;

import dev.rollover.generation.JudgeError;
import dev.rollover.reward.Score;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a judge says of answers.
 *
 * @param scores one an answer, in their order; {@link Score#UNKNOWN} where it did not tell
 * @param error why it did not; absent where it told all
 */
record Judgement(List<Score> scores, @Nullable JudgeError error) {

  Judgement {
    scores = List.copyOf(scores);
  }

  /** What it said, with a reason if that is not all. */
  static Judgement of(List<Score> scores) {
    long unknown = scores.stream().filter(score -> !score.isKnown()).count();
    String message =
        "it could not tell of %d of %d images what they are worth"
            .formatted(unknown, scores.size());
    return new Judgement(
        scores, unknown == 0 ? null : new JudgeError(JudgeError.Type.UNKNOWN, message));
  }

  /** Whether it has said nothing at all, having failed. */
  boolean isSilence() {
    return error != null && error.type() != JudgeError.Type.UNKNOWN;
  }

  /** Nothing of so many answers. */
  static Judgement silence(int answers, JudgeError why) {
    return new Judgement(Collections.nCopies(answers, Score.UNKNOWN), why);
  }
}
