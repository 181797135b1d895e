package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every search, whatever its settings. */
class SearchContractTest {

  private static final int TRIALS = 250;
  private static final SearchStateCodec CODEC = new SearchStateCodec();

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void the_ledger_is_what_was_asked_and_never_over_the_limit(Algorithm algorithm) {
    Trials.each(algorithm, 1, TRIALS, (trial, random) -> checkLedger(trial));
  }

  private static void checkLedger(Trial trial) {
    WatchedToy world = trial.world();
    SearchRun run = trial.start(world, new SettableClock());
    SearchState end = trial.toTheEnd(run, state -> checkLedger(trial, world, state.budget()));
    assertThat(end.trace()).hasSize(world.rewardCalls());
    assertThat(end.ending()).isIn(Ending.COMPLETED, Ending.TARGET_REACHED);
  }

  private static void checkLedger(Trial trial, WatchedToy world, Budget budget) {
    Ledger ledger = budget.ledger();
    assertThat(ledger.nfe()).as("NFE").isEqualTo(world.nfe());
    assertThat(ledger.decodes()).as("decodes").isEqualTo(world.decodes());
    assertThat(ledger.rewardCalls()).as("reward calls").isEqualTo(world.rewardCalls());
    assertThat(budget.unspent()).as("unspent").isNotNegative();
    assertThat(ledger.nfe() + budget.unspent()).as("the limit").isEqualTo(trial.nfe());
    assertThat(ledger.speculative()).as("speculative").isBetween(0, ledger.nfe());
    assertThat(ledger.rolledOver()).as("rolled over").isNotNegative();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void ends_with_finished_images_of_which_the_best_is_never_lost(Algorithm algorithm) {
    Trials.each(algorithm, 2, TRIALS, (trial, random) -> checkAnswers(trial));
  }

  private static void checkAnswers(Trial trial) {
    WatchedToy world = trial.world();
    SearchRun run = trial.start(world, new SettableClock());
    SearchState end = trial.toTheEnd(run, state -> checkAnswers(trial, world, state));
    assertThat(end.answers()).as("answers").isNotEmpty();
    assertThat(end.answers().getFirst().finished()).as("finished").isTrue();
  }

  /** At any round: what was judged is there, the best of it first, as it was judged. */
  private static void checkAnswers(Trial trial, WatchedToy world, SearchState state) {
    List<Answer> answers = state.answers();
    assertThat(answers.isEmpty()).as("nothing to answer").isEqualTo(state.trace().isEmpty());
    assertThat(answers).hasSizeLessThanOrEqualTo(trial.plan().keep());
    assertThat(answers).isSortedAccordingTo(bestFirst());
    for (Answer answer : answers) {
      assertThat(answer.score().value()).isEqualTo(world.value(answer.image()));
      assertThat(world.hasScored(answer.image())).as("scored as it is").isTrue();
      assertThat(!answer.finished() || world.hasDecoded(answer.image())).as("in full").isTrue();
    }
    if (!answers.isEmpty()) {
      checkFirst(trial, world, state);
    }
  }

  private static Comparator<Answer> bestFirst() {
    return Comparator.comparing(Answer::finished)
        .thenComparingDouble(answer -> answer.score().value())
        .reversed();
  }

  private static void checkFirst(Trial trial, WatchedToy world, SearchState state) {
    Answer first = state.answers().getFirst();
    double highest =
        trial.answersLookAheads() || !first.finished() ? world.highest() : bestFinished(state);
    assertThat(first.score().value()).as("the best").isGreaterThanOrEqualTo(highest);
    assertThat(first.score().value()).as("seen").isLessThanOrEqualTo(world.highest());
    assertThat(first.finished() || !trial.answersLookAheads()).isTrue();
  }

  private static double bestFinished(SearchState state) {
    return state.trace().stream()
        .filter(TracePoint::finished)
        .mapToDouble(TracePoint::reward)
        .max()
        .orElse(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void velocities_of_two_prompts_cost_twice_as_much_and_change_nothing_else(Algorithm algorithm) {
    Trials.each(algorithm, 10, TRIALS, SearchContractTest::checkTwice);
  }

  private static void checkTwice(Trial trial, Random random) {
    SearchPlan plan = trial.plan();
    int nfe = plan.limits().nfe() / plan.nfePerVelocity();
    Double target = plan.limits().targetReward();
    SearchState once = end(trial, new BudgetLimits(nfe, null, null, target), 1);
    int odd = random.nextInt(2);
    SearchState twice = end(trial, new BudgetLimits(2 * nfe + odd, null, null, target), 2);
    assertThat(rewards(twice)).isEqualTo(rewards(once));
    assertThat(json(counted(twice, once))).isEqualTo(json(once));
    Ledger ledger = twice.budget().ledger();
    for (Phase phase : Phase.values()) {
      assertThat(ledger.nfe(phase)).isEqualTo(2 * once.budget().ledger().nfe(phase));
    }
    assertThat(ledger.rolledOver()).isEqualTo(2 * once.budget().ledger().rolledOver());
    assertThat(ledger.speculative()).isEqualTo(2 * once.budget().ledger().speculative());
    assertThat(twice.budget().unspent()).isEqualTo(2 * once.budget().unspent() + odd);
  }

  private static SearchState end(Trial trial, BudgetLimits limits, int nfePerVelocity) {
    SearchPlan plan = trial.plan();
    SearchPlan counted =
        new SearchPlan(plan.settings(), limits, plan.seed(), plan.keep(), nfePerVelocity);
    return new Trial(counted, trial.previews(), trial.coarse()).states(0).getLast();
  }

  /** A state with another's counts in place of its own. */
  private static SearchState counted(SearchState state, SearchState other) {
    return new SearchState(
        other.budget(),
        state.best(),
        other.trace(),
        state.progress(),
        state.scales(),
        state.ending());
  }

  private static List<Double> rewards(SearchState state) {
    return state.trace().stream().map(TracePoint::reward).toList();
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void the_same_seed_gives_the_same_answer_byte_for_byte_wherever_it_is_resumed(
      Algorithm algorithm) {
    Trials.each(algorithm, 3, TRIALS, SearchContractTest::checkResumption);
  }

  private static void checkResumption(Trial trial, Random random) {
    List<SearchState> straight = trial.states(1);
    int rounds = straight.size() - 1;
    SettableClock clock = new SettableClock();
    SearchRun run = trial.start(trial.world(), clock);
    for (int round = 0; round < rounds; round++) {
      if (random.nextInt(rounds) < 4) {
        byte[] left = CODEC.encode(run.state());
        assertThat(left).isEqualTo(CODEC.encode(straight.get(round)));
        clock = new SettableClock();
        run = trial.resume(CODEC.decode(left), trial.world(), clock);
      }
      clock.pass(1, 1);
      run.advance();
    }
    assertThat(run.isOver()).isTrue();
    assertThat(json(run.state())).isEqualTo(json(straight.getLast()));
  }

  private static String json(SearchState state) {
    return new String(CODEC.encode(state), StandardCharsets.UTF_8);
  }
}
