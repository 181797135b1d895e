package dev.rollover.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationTest {

  private static final Instant NOW = Samples.NOON.plusSeconds(60);
  private static final GenerationError ERROR =
      new GenerationError(GenerationError.Type.RUN_FAILED, "out of memory");

  private final Generation queued = Samples.queued(Samples.NOON);

  @Test
  void goes_from_queued_over_running_to_succeeded() {
    Generation ended = queued.start(NOW).complete(Samples.outcome(), NOW.plusSeconds(1));

    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.startedAt()).isEqualTo(NOW);
    assertThat(ended.endedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ended.outcome()).isEqualTo(Samples.outcome());
  }

  @Test
  void a_queued_one_is_cancelled_at_once() {
    Generation cancelled = queued.cancel(NOW);

    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.endedAt()).isEqualTo(NOW);
  }

  @Test
  void a_running_one_is_cancelled_when_its_run_ends_and_keeps_the_best() {
    Generation asked = queued.start(NOW).cancel(NOW);
    assertThat(asked.status()).isEqualTo(GenerationStatus.RUNNING);

    Generation cancelled = asked.complete(Samples.outcome(), NOW);
    assertThat(cancelled.status()).isEqualTo(GenerationStatus.CANCELLED);
    assertThat(cancelled.outcome()).isEqualTo(Samples.outcome());
  }

  @Test
  void a_run_cut_short_begins_again_with_nothing_spent_and_counts() {
    Generation again = queued.start(NOW).progress(Samples.outcome()).start(NOW.plusSeconds(9));

    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.startedAt()).isEqualTo(NOW.plusSeconds(9));
    assertThat(again.outcome()).isEqualTo(Outcome.none(again.request()));
  }

  @Test
  void a_run_given_back_does_not_count() {
    Generation back = queued.start(NOW).giveBack();

    assertThat(back.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(back.attempt()).isZero();
  }

  @Test
  void fails_with_an_error_and_keeps_what_it_spent_and_nothing_else() {
    Generation failed = queued.start(NOW).progress(Samples.outcome()).fail(ERROR, NOW);

    assertThat(failed.status()).isEqualTo(GenerationStatus.FAILED);
    assertThat(failed.error()).isEqualTo(ERROR);
    assertThat(failed.outcome())
        .isEqualTo(new Outcome(Samples.outcome().spending(), null, List.of()));
  }

  @Test
  void a_continuation_begins_where_the_other_ended_whenever_it_begins() {
    Generation ended = queued.start(NOW).complete(Samples.outcome(), NOW);
    ResolvedRequest whole =
        Samples.request().within(new ResolvedRequest.Budget(160, null, null, null));

    Generation second = ended.continued(UUID.randomUUID(), whole, ended.outcome(), NOW);

    Outcome brought = second.outcome();
    assertThat(second.continuation()).isEqualTo(new Continuation(ended.id(), brought));
    assertThat(brought.spending().nfe()).isEqualTo(new Spending.Nfe(160, 60, 12, 0, 100));
    assertThat(brought.spending().seconds()).isEqualTo(ended.outcome().spending().seconds());
    assertThat(brought.reward()).isEqualTo(ended.outcome().reward());
    assertThat(brought.images()).isEmpty();
    assertThat(second.ownNfe()).isEqualTo(100);
    Generation running = second.start(NOW);
    assertThat(running.outcome()).isEqualTo(brought);
    assertThat(running.progress(Samples.outcome()).giveBack().outcome()).isEqualTo(brought);
    assertThat(running.progress(Samples.outcome()).retry().outcome()).isEqualTo(brought);
  }

  @Test
  void only_what_succeeded_or_was_cancelled_is_continued() {
    ResolvedRequest whole = Samples.request();
    Outcome soFar = Samples.outcome();
    Generation running = queued.start(NOW);

    for (Generation one : List.of(queued, running, running.fail(ERROR, NOW))) {
      assertThatThrownBy(() -> one.continued(UUID.randomUUID(), whole, soFar, NOW))
          .isInstanceOf(IllegalTransitionException.class);
    }
    assertThat(queued.cancel(NOW).continued(UUID.randomUUID(), whole, soFar, NOW).status())
        .isEqualTo(GenerationStatus.QUEUED);
  }

  @Test
  void a_run_that_was_cut_short_by_mistake_is_forgiven_and_keeps_its_number() {
    Generation again = queued.start(NOW).retry().start(NOW).forgive();

    assertThat(again.status()).isEqualTo(GenerationStatus.RUNNING);
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.tries()).isEqualTo(1);
    assertThatThrownBy(queued::forgive).hasMessageContaining("forgiven");
  }

  @ParameterizedTest
  @MethodSource("transitions")
  void nothing_follows_an_end(UnaryOperator<Generation> transition) {
    Stream.of(
            queued.cancel(NOW),
            queued.start(NOW).complete(Samples.outcome(), NOW),
            queued.start(NOW).fail(ERROR, NOW))
        .forEach(
            ended ->
                assertThatThrownBy(() -> transition.apply(ended))
                    .isInstanceOf(IllegalTransitionException.class)
                    .hasMessageContaining("cannot be"));
  }

  static Stream<Arguments> transitions() {
    return Stream.<UnaryOperator<Generation>>of(
            generation -> generation.start(NOW),
            generation -> generation.progress(Samples.outcome()),
            Generation::giveBack,
            Generation::retry,
            Generation::forgive,
            generation -> generation.complete(Samples.outcome(), NOW),
            generation -> generation.fail(ERROR, NOW),
            generation -> generation.cancel(NOW))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("transitionsOfRuns")
  void only_a_run_progresses_completes_or_goes_back(UnaryOperator<Generation> transition) {
    assertThatThrownBy(() -> transition.apply(queued))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageStartingWith("a generation that is queued cannot be");
  }

  static Stream<Arguments> transitionsOfRuns() {
    return Stream.<UnaryOperator<Generation>>of(
            generation -> generation.progress(Samples.outcome()),
            Generation::giveBack,
            Generation::retry,
            generation -> generation.complete(Samples.outcome(), NOW))
        .map(Arguments::of);
  }
}
