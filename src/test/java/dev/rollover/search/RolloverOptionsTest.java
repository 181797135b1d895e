package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.Reward;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Rollover Budget Forcing can be told beyond the paper, on rewards that are scripted. */
class RolloverOptionsTest {

  private static final int PATIENT = BudgetLimits.MOST_NFE;

  private final ToyModel model = new ToyModel();

  @Test
  void the_first_draw_above_the_record_is_taken_and_those_after_it_are_speculative() {
    SearchRun run =
        start(improvement(Variant.PAPER, 1, 4, PATIENT), 3, 1, 21, .5, /* 1 */ .4, .6, .9, .1);
    scored(run, 5);
    assertThat(chain(run).position().reward()).isEqualTo(.6);
    assertThat(chain(run).record()).isEqualTo(.6);
    assertThat(run.state().budget().ledger().speculative()).isEqualTo(2);
    assertThat(run.state().budget().ledger().rolledOver()).as("as one by one").isEqualTo(8);
    assertThat(chain(run).left()).as("all are paid for").isEqualTo(16);
  }

  @Test
  void a_draw_of_several_particles_is_the_best_of_its_own() {
    SearchRun run =
        start(
            improvement(Variant.PAPER, 2, 3, PATIENT),
            3,
            1,
            21,
            .5,
            /* 1 */ .4,
            .3,
            .6,
            .7,
            .9,
            .8);
    scored(run, 7);
    assertThat(chain(run).position().reward()).isEqualTo(.7);
    assertThat(run.state().budget().ledger().speculative()).isEqualTo(2);
    assertThat(run.state().trace().subList(1, 7))
        .extracting(TracePoint::accepted)
        .containsExactly(false, false, false, true, false, false);
  }

  @Test
  void draws_that_all_fail_are_not_speculative() {
    SearchRun run =
        start(improvement(Variant.PAPER, 1, 4, PATIENT), 3, 1, 21, .5, /* 1 */ .1, .2, .3, .4);
    scored(run, 5);
    assertThat(chain(run).step()).isEqualTo(1);
    assertThat(chain(run).quota()).isEqualTo(6);
    assertThat(run.state().budget().ledger().speculative()).isZero();
  }

  @Test
  void a_threshold_is_reached_whatever_was_better_before() {
    SearchRun run =
        start(threshold(List.of(.3), .9, PATIENT), 4, 1, 13, .5, /* 1 */ .2, .3, /* 2 */ .35);
    scored(run, 4);
    assertThat(chain(run).step()).isEqualTo(3);
    assertThat(chain(run).position().reward()).isEqualTo(.35);
    assertThat(chain(run).record()).as("the best it moved to").isEqualTo(.5);
    assertThat(run.state().trace())
        .extracting(TracePoint::accepted)
        .containsExactly(true, false, true, true);
  }

  @Test
  void each_step_has_a_threshold_of_its_own_when_so_many_are_given() {
    SearchRun run =
        start(
            threshold(List.of(.1, .2, .3), .9, PATIENT),
            4,
            1,
            13,
            .5,
            /* 1 */ .1,
            /* 2 */ .1,
            .2,
            /* 3 */ .2,
            .3);
    scored(run, 6);
    assertThat(run.isOver()).isTrue();
    assertThat(run.state().trace()).extracting(TracePoint::step).containsExactly(0, 1, 2, 2, 3, 3);
    assertThat(run.state().answers().getFirst().score().value()).isEqualTo(.3);
  }

  @Test
  void a_threshold_that_is_not_given_is_the_quantile_of_all_first_noises() {
    SearchRun run =
        start(threshold(List.of(), .75, PATIENT), 3, 4, 17, .1, .4, .2, .3, /* 1 */ .25, .29, .3);
    scored(run, 4);
    assertThat(((Rollover) run.state().progress().rule()).prescreened()).isEqualTo(.3);
    scored(run, 3);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(chain(run).position().reward()).isEqualTo(.3);
  }

  @Test
  void a_step_is_left_with_its_best_when_its_patience_is_out_and_the_rest_rolls_over() {
    SearchRun run =
        start(improvement(Variant.PAPER, 1, 1, 2), 3, 1, 11, .5, /* 1 */ .4, .3, /* 2 */ .1);
    scored(run, 3);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(chain(run).position().reward()).isEqualTo(.4);
    assertThat(chain(run).quota()).as("5 of its own and 3 rolled over").isEqualTo(8);
    assertThat(run.state().budget().ledger().rolledOver()).isEqualTo(3);
  }

  @Test
  void no_more_are_drawn_at_once_than_patience_allows() {
    SearchRun run =
        start(improvement(Variant.PAPER, 1, 8, 3), 3, 1, 21, .5, /* 1 */ .4, .3, .2, /* 2 */ .1);
    scored(run, 4);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(model.velocityBatches).containsExactly(1, 3);
  }

  @Test
  void the_published_variants_last_step_spends_all_whatever_its_patience() {
    ScriptedReward reward = new ScriptedReward(.5, /* 1 */ .4, /* 2 */ .3, .9, .2, .1, .1, .1);
    SearchRun run = start(improvement(Variant.REFERENCE, 1, 1, 1), 3, 1, 8, reward);
    Plans.runToTheEnd(run);
    assertThat(reward.isSpent()).isTrue();
    assertThat(run.state().trace())
        .extracting(TracePoint::step)
        .containsExactly(0, 1, 2, 2, 2, 2, 2, 2);
    assertThat(run.state().answers().getFirst().score().value()).isEqualTo(.9);
  }

  private static RolloverSettings improvement(
      Variant variant, int particles, int draws, int patience) {
    return new RolloverSettings(
        variant,
        particles,
        draws,
        Acceptance.IMPROVEMENT,
        List.of(),
        .9,
        patience,
        1,
        Guidance.NONE);
  }

  private static RolloverSettings threshold(
      List<Double> thresholds, double quantile, int patience) {
    return new RolloverSettings(
        Variant.PAPER,
        1,
        1,
        Acceptance.THRESHOLD,
        thresholds,
        quantile,
        patience,
        1,
        Guidance.NONE);
  }

  private SearchRun start(
      RolloverSettings own, int steps, int initialParticles, int nfe, double... rewards) {
    return start(own, steps, initialParticles, nfe, new ScriptedReward(rewards));
  }

  private SearchRun start(
      RolloverSettings own, int steps, int initialParticles, int nfe, Reward reward) {
    SearchPlan plan = Plans.plan(Plans.rolloverBudgetForcing(own, steps, 1, initialParticles), nfe);
    return SearchRun.start(plan, model, reward, new SettableClock(), 0);
  }

  /** Goes on until so many more candidates were scored. */
  private static void scored(SearchRun run, int more) {
    int known = run.state().trace().size();
    while (run.state().trace().size() < known + more) {
      run.advance();
    }
  }

  private static RolloverChain chain(SearchRun run) {
    return ((Rollover) run.state().progress().rule()).chains().getFirst();
  }
}
