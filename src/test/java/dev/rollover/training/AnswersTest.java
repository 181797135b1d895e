package dev.rollover.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswersTest {

  @Test
  void balanced_accuracy_weighs_yes_and_no_alike_however_many_there_are() {
    Answers answers =
        new Answers(List.of(asked(true, 1), asked(true, -1), asked(false, -2), asked(false, -3)));
    assertThat(answers.balancedAccuracy(Asked::answer)).isEqualTo(0.75);
    Answers more =
        new Answers(
            Stream.concat(
                    answers.asked().stream(), Stream.generate(() -> asked(false, -1)).limit(6))
                .toList());
    assertThat(more.balancedAccuracy(Asked::answer)).isEqualTo(0.75);
    assertThat(more.where(Asked::yes).balancedAccuracy(Asked::answer)).isNaN();
  }

  @Test
  void calibration_error_is_how_far_probabilities_are_from_what_is_so() {
    double logOddsOf70 = Math.log(0.7 / 0.3);
    List<Asked> asked = new ArrayList<>();
    IntStream.range(0, 10).forEach(at -> asked.add(asked(at < 7, logOddsOf70)));
    assertThat(new Answers(asked).calibrationError()).isCloseTo(0, within(1e-9));
    IntStream.range(0, 10).forEach(at -> asked.add(asked(at < 5, logOddsOf70)));
    assertThat(new Answers(asked).calibrationError()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void the_temperature_is_how_much_too_sure_the_answers_are() {
    SplittableRandom random = new SplittableRandom(3);
    List<Asked> asked = new ArrayList<>();
    for (int at = 0; at < 20_000; at++) {
      double logOdds = random.nextDouble(-4, 4);
      asked.add(asked(random.nextDouble() < Probabilities.of(logOdds), 3 * logOdds));
    }
    double temperature = new Answers(asked).temperature();
    assertThat(temperature).isCloseTo(3, within(0.1));
    Answers calibrated =
        new Answers(asked.stream().map(one -> one.answered(one.logOdds() / temperature)).toList());
    assertThat(calibrated.calibrationError()).isLessThan(0.02);
  }

  @Test
  void rank_correlation_is_within_a_prompts_paths_and_leaves_out_those_that_do_alike() {
    List<Asked> asked =
        List.of(
            ofPrompt(0, 1, 5),
            ofPrompt(0, 0, 7),
            ofPrompt(1, 4, 9),
            ofPrompt(1, 2, 8),
            ofPrompt(2, 3, 1),
            ofPrompt(2, 3, 2),
            asked(true, 100));
    // In the first prompt the better path has the higher odds, in the second it has not.
    assertThat(new Answers(asked).rankCorrelation(Asked::logOdds)).isEqualTo(0);
    assertThat(new Answers(asked.subList(0, 2)).rankCorrelation(Asked::logOdds)).isEqualTo(1);
    assertThat(new Answers(asked.subList(4, 7)).rankCorrelation(Asked::logOdds)).isNaN();
  }

  @Test
  void surprise_is_finite_however_sure_a_wrong_answer_is() {
    assertThat(Probabilities.surprise(0, true)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(Probabilities.surprise(-1e6, true)).isEqualTo(1e6);
    assertThat(Probabilities.surprise(1e6, true)).isZero();
  }

  private static Asked asked(boolean yes, double logOdds) {
    return new Asked(
        Asked.Sight.SAMPLED, 0, null, null, yes, yes ? 0 : 1, yes, yes, yes ? 0 : 1, logOdds);
  }

  private static Asked ofPrompt(int prompt, double violation, double logOdds) {
    boolean yes = violation == 0;
    return new Asked(
        Asked.Sight.FULL, 0.9, prompt, null, yes, violation, yes, yes, violation, logOdds);
  }
}
