package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.Reward;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RolloverBudgetForcingTest {

  private final ToyModel model = new ToyModel();

  @Test
  void takes_the_first_candidate_above_the_record_and_rolls_the_rest_over() {
    SearchRun run =
        start(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1), 10),
            new ScriptedReward(.5, .4, .6));
    scored(run, 1);
    assertThat(chain(run).step()).isEqualTo(1);
    assertThat(chain(run).quota()).isEqualTo(3);
    assertThat(chain(run).record()).isEqualTo(.5);
    scored(run, 1);
    assertThat(chain(run).step()).isEqualTo(1);
    assertThat(chain(run).quota()).isEqualTo(2);
    List<TracePoint> second = scored(run, 1);
    assertThat(second).extracting(TracePoint::accepted).containsExactly(true);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(chain(run).quota()).as("3 of its own and 1 rolled over").isEqualTo(4);
    assertThat(chain(run).record()).isEqualTo(.6);
    assertThat(run.state().budget().ledger().rolledOver()).isEqualTo(1);
  }

  @Test
  void moves_to_the_best_of_an_exhausted_step_and_does_not_lower_the_record() {
    SearchRun run =
        start(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1), 10),
            new ScriptedReward(.5, .1, .4, .2));
    scored(run, 4);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(chain(run).position().particle().draw()).isEqualTo(1);
    assertThat(chain(run).position().reward()).isEqualTo(.4);
    assertThat(chain(run).record()).isEqualTo(.5);
    assertThat(chain(run).quota()).isEqualTo(3);
    assertThat(run.state().budget().ledger().rolledOver()).isZero();
  }

  @Test
  void the_papers_variant_ends_with_the_first_better_candidate_of_the_last_step() {
    ScriptedReward reward =
        new ScriptedReward(.5, /* 1 */ .4, .6, /* 2 */ .1, .55, .2, .3, /* 3 */ .58, .7);
    SearchState end =
        run(Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1), 10), reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.trace()).extracting(TracePoint::step).containsExactly(0, 1, 1, 2, 2, 2, 2, 3, 3);
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(true, false, true, false, false, false, false, false, true);
    assertThat(end.budget().ledger().nfe()).isEqualTo(9).isEqualTo(model.nfe());
    assertThat(end.budget().unspent()).isEqualTo(1);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.7);
    assertThat(end.answers().getFirst().finished()).isTrue();
    assertThat(end.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void the_published_variant_prescreens_and_spends_all_that_remains_at_the_last_step() {
    ScriptedReward reward =
        new ScriptedReward(
            .1, .5, .2, /* 1 */ .4, .45, /* 2 */ .6, /* 3 */ .1, .65, .5, .2, .3, .3, .2);
    SearchState end =
        run(Plans.plan(Plans.rolloverBudgetForcing(Variant.REFERENCE, 4, 1, 3, 1), 13), reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.trace())
        .extracting(TracePoint::step)
        .containsExactly(0, 0, 0, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3);
    assertThat(end.budget().unspent()).isZero();
    assertThat(end.budget().ledger().rolledOver()).isEqualTo(1);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.65);
  }

  @Test
  void the_answer_comes_from_the_last_step_even_if_an_earlier_look_ahead_was_better() {
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 3, 1, 1, 1), 5),
            new ScriptedReward(.9, .1, .2, .3, .4));
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.4);
    assertThat(end.trace().getLast().best()).isEqualTo(.9);
  }

  @Test
  void candidates_drawn_at_once_are_all_paid_for_and_the_best_above_the_record_is_taken() {
    SearchRun run =
        start(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 3, 1, 1, 3), 11),
            new ScriptedReward(.5, .6, .8, .7));
    scored(run, 4);
    assertThat(chain(run).step()).isEqualTo(2);
    assertThat(chain(run).position().reward()).isEqualTo(.8);
    assertThat(chain(run).left()).isEqualTo(7);
    assertThat(run.state().budget().ledger().nfe()).isEqualTo(4);
    assertThat(run.state().budget().ledger().rolledOver()).isEqualTo(2);
  }

  @Test
  void chains_share_every_call_wherever_they_stand() {
    run(
        Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 3, 2, 2, 1), 12),
        new ScriptedReward(.1, .2, .3, .4, /* 1 */ .5, .1, /* 2, 1 */ .6, .2, /* 2 */ .1, .1));
    assertThat(model.velocityBatches).containsExactly(4, 2, 2, 1, 1);
    assertThat(model.decodeBatches).isEqualTo(model.velocityBatches);
  }

  @Test
  void the_finish_is_kept_back_from_the_start_and_leads_to_the_image() {
    SearchPlan plan = Plans.plan(Plans.rolloverBudgetForcing(Variant.REFERENCE, 3, 1, 1, 1, 4), 12);
    SearchState end = run(plan, new ToyReward());
    assertThat(end.budget().ledger().nfe()).isEqualTo(12).isEqualTo(model.nfe());
    assertThat(end.budget().ledger().nfeByPhase())
        .isEqualTo(Map.of(Phase.INITIAL, 1, Phase.SEARCH, 8, Phase.FINISH, 3));
    assertThat(end.budget().ledger().decodes()).isEqualTo(10).isEqualTo(model.decodes());
    assertThat(end.trace().getLast().finished()).isTrue();
    assertThat(end.trace().getLast().reward()).isEqualTo(end.answers().getFirst().score().value());
    for (double x : ToyModel.latent(end.answers().getFirst().image())) {
      assertThat(Math.abs(x)).as("an image of the toy's world").isCloseTo(1, within(0.5));
    }
  }

  @Test
  void with_one_step_to_finish_a_look_ahead_at_the_target_is_the_answer() {
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1), 10, 0.6),
            new ScriptedReward(.5, .4, .6));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.6);
    assertThat(end.budget().unspent()).isEqualTo(7);
  }

  @Test
  void a_look_ahead_at_the_target_is_finished_at_once_and_the_search_goes_on_if_it_falls_short() {
    ScriptedReward reward =
        new ScriptedReward(.5, /* 1 */ .8, /* finished */ .3, /* 2 */ .9, /* finished */ .7);
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1, 3), 21, 0.65),
            reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.trace())
        .extracting(TracePoint::finished)
        .containsExactly(false, false, true, false, true);
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.7);
    assertThat(end.budget().ledger().nfe()).isEqualTo(3 + 4).isEqualTo(model.nfe());
    assertThat(end.budget().ledger().nfe(Phase.FINISH)).as("of both images").isEqualTo(4);
  }

  @Test
  void an_early_finish_is_paid_by_the_steps_to_come_when_the_quota_does_not_suffice() {
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1, 4), 10, 0.65),
            new ScriptedReward(.5, /* 1 */ .8, /* finished */ .7));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().ledger().nfe()).isEqualTo(1 + 1 + 3).isEqualTo(model.nfe());
  }

  @Test
  void after_an_early_finish_that_fell_short_every_step_still_draws_and_the_end_is_paid_for() {
    ScriptedReward reward =
        new ScriptedReward(.5, /* 1 */ .8, /* finished */ .3, /* 2 */ .1, /* 3 */ .2, .6);
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1, 4), 10, 0.65),
            reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.trace()).extracting(TracePoint::step).containsExactly(0, 1, 1, 2, 3, 3);
    assertThat(end.budget().unspent()).isZero();
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.6);
  }

  @Test
  void a_chain_that_reaches_the_target_on_its_last_step_does_not_wait_for_the_others() {
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 2, 2, 1, 1, 3), 16, 0.65),
            new ScriptedReward(.1, .1, /* 1 */ .8, .05, /* finished */ .7));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().ledger().nfe()).isEqualTo(2 + 2 + 2);
  }

  @Test
  void what_was_finished_and_fell_short_is_not_finished_again_at_the_end() {
    ScriptedReward reward =
        new ScriptedReward(
            .5, .1, /* 1 */ .8, .1, /* finished */ .3, /* 1 */ .05, .1, .1, /* end */ .6, .4);
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 2, 2, 1, 1, 3), 14, 0.65),
            reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.6);
    assertThat(end.answers().getFirst().chain()).isEqualTo(1);
  }

  @Test
  void a_look_ahead_at_the_target_is_taken_though_the_record_is_as_good() {
    SearchState end =
        run(
            Plans.plan(Plans.rolloverBudgetForcing(Variant.PAPER, 4, 1, 1, 1, 3), 21, 0.0),
            new ScriptedReward(-1, /* 1 */ 0, /* finished */ -2, /* 2 */ -1, 0, /* finished */ 0));
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(true, true, false, false, true, false);
  }

  private SearchRun start(SearchPlan plan, Reward reward) {
    return SearchRun.start(plan, model, reward, new SettableClock(), 0);
  }

  private SearchState run(SearchPlan plan, Reward reward) {
    return Plans.runToTheEnd(start(plan, reward));
  }

  /** Goes on until so many more candidates were scored. */
  private static List<TracePoint> scored(SearchRun run, int more) {
    int known = run.state().trace().size();
    while (run.state().trace().size() < known + more) {
      run.advance();
    }
    return run.state().trace().subList(known, known + more);
  }

  private static RolloverChain chain(SearchRun run) {
    return ((Rollover) run.state().progress().rule()).chains().getFirst();
  }
}
