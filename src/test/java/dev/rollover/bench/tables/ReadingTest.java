package dev.rollover.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.shapes.PromptSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** An NFE takes a second here. */
class ReadingTest {

  private final Outcome slow =
      Samples.run(100, Samples.lookAhead(10, 0), Samples.finished(60, 4), Samples.finished(95, 0));
  private final Outcome quick = Samples.run(100, Samples.finished(20, 1), Samples.finished(30, 0));

  @Test
  void the_whole_is_what_runs_ended_with() {
    Reading whole = Reading.whole(Samples.result(100, slow, quick));

    assertThat(whole.exact()).containsExactly(1, 1);
    assertThat(whole.rss()).containsExactly(0, 0);
    assertThat(whole.isCut()).isFalse();
  }

  @Test
  void what_was_not_finished_by_then_does_not_count_even_if_it_was_looked_at() {
    Reading early = new Reading(Samples.result(100, slow, quick), 59.5);

    assertThat(early.exact()).containsExactly(0, 1);
    assertThat(early.isComplete()).isFalse();
    assertThat(early.isCut()).isTrue();
    assertThatThrownBy(early::rss).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void the_best_that_was_finished_by_then_counts() {
    Reading later = new Reading(Samples.result(100, slow, quick), 60);

    assertThat(later.exact()).containsExactly(0, 1);
    assertThat(later.isComplete()).isTrue();
    assertThat(later.rss()).containsExactly(4, 0);
    assertThat(later.reward()).containsExactly(-4, 0);
  }

  @Test
  void before_anything_there_is_nothing() {
    Reading none = new Reading(Samples.result(100, slow, quick), 5);

    assertThat(none.exact()).containsExactly(0, 0);
    assertThat(none.isComplete()).isFalse();
  }

  @Test
  void several_seeds_of_a_prompt_are_one_number() {
    CellResult result =
        new CellResult(
            new Cell(Samples.BON, PromptSet.HARD, 100),
            List.of(slow, Samples.run(100, Samples.finished(100, 2)), quick, quick),
            2,
            Samples.A_SECOND_A_VELOCITY);

    assertThat(Reading.whole(result).exact()).containsExactly(.5, 1);
    assertThat(Reading.whole(result).rss()).containsExactly(1, 0);
    assertThat(result.mean(Outcome::nfe)).isEqualTo((97.5 + 30) / 2);
  }

  @Test
  void the_whole_budget_takes_what_runs_show_that_used_nearly_all_of_it() {
    Outcome dear =
        new Outcome(
            "k",
            "m",
            "p",
            1,
            100,
            80,
            1,
            1,
            0,
            1,
            1,
            Samples.velocities(160),
            0,
            Map.of(),
            Map.of(),
            null,
            List.of(),
            new byte[0]);

    assertThat(Samples.result(100, dear, quick).secondsOfBudget()).isEqualTo(200);
    assertThat(Samples.result(100, quick).secondsOfBudget()).isEqualTo(100);
  }
}
