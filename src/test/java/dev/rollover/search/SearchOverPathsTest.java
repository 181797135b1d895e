package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.reward.Reward;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SearchOverPathsTest {

  private static final SearchOverPathsSettings USUAL = new SearchOverPathsSettings();

  private final ToyModel model = new ToyModel();
  private final SettableClock clock = new SettableClock();

  @ParameterizedTest
  @EnumSource(Survivors.class)
  void the_published_times_are_noised_and_led_back_as_in_plain_words(Survivors survivors) {
    SearchOverPathsSettings own = new SearchOverPathsSettings(5, 4, 0.12, 0.78, 0.81, survivors);
    SearchState end = run(plan(SamplingSettings.straight(4, 5), own, 420), new ToyReward());
    assertThat(end.budget().ledger().nfe()).as("4N + 16NK").isEqualTo(420).isEqualTo(model.nfe());
    List<Double> plain = new PlainSearchOverPaths(4, own).rewards(5, 4, 0.03);
    assertThat(end.trace()).hasSameSizeAs(plain);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(end.trace().get(i).reward()).isCloseTo(plain.get(i), within(1e-3));
    }
    assertThat(end.answers().getFirst().score().value()).isEqualTo(end.trace().getLast().best());
  }

  @ParameterizedTest
  @CsvSource({"88, 0.06, 0.03", "168, 0.0, 0.03", "488, 0.0, 0.01", "527, 0.0, 0.01"})
  void the_last_round_that_is_paid_for_ends_at_the_image_unless_there_are_too_few(
      int nfe, double last, double pace) {
    SearchRun run = start(plan(SamplingSettings.straight(4, 2), USUAL, nfe), new ToyReward());
    List<Double> ends = new ArrayList<>();
    while (!run.isOver()) {
      run.advance();
      if (segment(run).isBetween() && run.state().progress() instanceof Progress.Drawing) {
        ends.add(segment(run).to());
      }
    }
    assertThat(ends.getFirst()).isCloseTo(0.12 - pace, within(1e-12));
    assertThat(ends.getLast()).isCloseTo(last, within(1e-12));
    assertThat(run.state().budget().unspent()).isLessThan(40);
  }

  @Test
  void each_chain_goes_on_with_the_best_of_its_own_copies() {
    SearchState end =
        run(
            plan(SamplingSettings.straight(2, 2), own(Survivors.PER_CHAIN), 20),
            new ScriptedReward(.1, .2, /* 1 */ .3, .4, .9, .8, /* 2 */ .5, .6, .7, .1));
    assertThat(end.trace())
        .extracting(TracePoint::accepted)
        .containsExactly(true, true, false, true, true, false, false, true, true, false);
    assertThat(end.trace())
        .extracting(TracePoint::chain)
        .containsExactly(0, 1, 0, 0, 1, 1, 0, 0, 1, 1);
  }

  @Test
  void the_best_of_all_go_on_whatever_chain_they_are_of() {
    SearchRun run =
        start(
            plan(SamplingSettings.straight(2, 2), own(Survivors.OF_ALL), 20),
            new ScriptedReward(.1, .2, /* 1 */ .3, .4, .9, .8, /* 2 */ .5, .6, .7, .1));
    Set<Particle.Id> ids = new HashSet<>();
    int judged = 0;
    while (!run.isOver()) {
      run.advance();
      if (run.state().progress() instanceof Progress.Judging judging) {
        judging.drawn().forEach(particle -> ids.add(particle.id()));
        judged += judging.drawn().size();
      }
    }
    assertThat(run.state().trace())
        .extracting(TracePoint::chain)
        .containsExactly(0, 1, 0, 0, 1, 1, 1, 1, 1, 1);
    assertThat(run.state().trace().subList(2, 6))
        .extracting(TracePoint::accepted)
        .containsExactly(false, false, true, true);
    assertThat(ids).as("no two candidates are the same draw").hasSize(judged);
  }

  @Test
  void a_worse_last_round_does_not_lose_the_best_of_an_earlier_one() {
    SearchState end =
        run(
            plan(SamplingSettings.straight(2, 1), own(Survivors.PER_CHAIN), 10),
            new ScriptedReward(.1, /* 1 */ .3, .9, /* 2 */ .2, .4));
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.9);
    assertThat(end.answers().getFirst().finished()).isTrue();
    assertThat(end.ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  void the_best_of_all_rounds_are_finished_from_nfe_that_are_kept_back() {
    SamplingSettings sampling = Plans.bestOfN(2, 1, 1, 3).sampling();
    SearchState end =
        run(
            plan(sampling, own(Survivors.PER_CHAIN), 12),
            new ScriptedReward(.1, /* 1 */ .3, .9, /* 2 */ .2, .4, /* finished */ .7));
    assertThat(end.budget().ledger().nfeByPhase())
        .isEqualTo(Map.of(Phase.INITIAL, 1, Phase.SEARCH, 9, Phase.FINISH, 2));
    assertThat(end.trace().getLast().step()).as("the first round's").isEqualTo(4);
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.7);
  }

  @Test
  void what_reaches_the_target_is_finished_at_once_and_if_it_falls_short_the_search_goes_on() {
    SamplingSettings sampling = Plans.bestOfN(2, 1, 1, 3).sampling();
    SearchPlan plan =
        new SearchPlan(
            settings(sampling, own(Survivors.PER_CHAIN)),
            new BudgetLimits(15, null, null, 0.8),
            Plans.SEED,
            1);
    ScriptedReward reward =
        new ScriptedReward(.1, /* 1 */ .3, .9, /* finished */ .5, /* 2 */ .2, .85, /* that */ .8);
    SearchState end = run(plan, reward);
    assertThat(reward.isSpent()).isTrue();
    assertThat(end.ending()).isEqualTo(Ending.TARGET_REACHED);
    assertThat(end.budget().ledger().nfe()).isEqualTo(14).isEqualTo(model.nfe());
    assertThat(end.answers().getFirst().score().value()).isEqualTo(.8);
  }

  @Test
  void each_chain_starts_at_the_best_of_its_noises() {
    SearchRun run =
        start(
            plan(Plans.bestOfN(2, 2, 3, 1).sampling(), own(Survivors.PER_CHAIN), 16),
            new ScriptedReward(.1, .3, .2, .6, .5, .4, /* first */ .1, .1, /* 1 */ .1, .1, .1, .1));
    run.advance();
    run.advance();
    assertThat(segment(run).standing()).extracting(Particle::draw).containsExactly(1, 0);
    assertThat(Plans.runToTheEnd(run).budget().ledger().nfe()).isEqualTo(16).isEqualTo(model.nfe());
  }

  @Test
  void out_of_time_it_answers_with_the_best_so_far() {
    BudgetLimits limits = new BudgetLimits(500, Duration.ofSeconds(20), null, null);
    SearchPlan plan =
        new SearchPlan(
            settings(Plans.bestOfN(4, 2, 1, 3).sampling(), USUAL), limits, Plans.SEED, 1);
    SearchRun run = start(plan, new ToyReward());
    while (!run.isOver()) {
      clock.pass(1, 0);
      run.advance();
    }
    assertThat(run.state().ending()).isEqualTo(Ending.OUT_OF_TIME);
    assertThat(run.state().answers().getFirst().finished()).isTrue();
    assertThat(run.state().budget().ledger().seconds()).isLessThanOrEqualTo(20);
  }

  @Test
  void with_more_to_spend_it_goes_on_from_its_samples() {
    SearchState first = run(plan(SamplingSettings.straight(4, 2), USUAL, 168), new ToyReward());
    SearchPlan larger = plan(SamplingSettings.straight(4, 2), USUAL, 248);
    SearchState second =
        Plans.runToTheEnd(SearchRun.goOn(larger, first, model, new ToyReward(), clock));
    assertThat(second.budget().ledger().nfe()).isEqualTo(248).isEqualTo(model.nfe());
    assertThat(second.trace()).startsWith(first.trace().toArray(TracePoint[]::new));
    assertThat(second.trace().subList(first.trace().size(), second.trace().size()))
        .hasSize(20)
        .allMatch(point -> point.step() > first.trace().getLast().step());
  }

  @ParameterizedTest
  @EnumSource(Path.class)
  void every_path_is_searched_and_the_best_is_better_than_its_first_samples(Path path) {
    SamplingSettings straight = SamplingSettings.straight(4, 2);
    SamplingSettings sampling =
        new SamplingSettings(
            Sampler.SDE,
            path,
            Grid.of(path),
            4,
            2,
            1,
            straight.kernel(),
            1,
            straight.coefficient(),
            0.3,
            2,
            AnswerKind.FINISHED,
            Preview.AUTO);
    SearchState end = run(plan(sampling, USUAL, 330), new ToyReward());
    assertThat(end.answers().getFirst().score().value())
        .isGreaterThan(
            end.trace().subList(0, 2).stream().mapToDouble(TracePoint::reward).max().orElseThrow());
  }

  @Test
  void a_budget_pays_for_the_first_samples_one_round_and_the_finish() {
    SamplingSettings sampling = Plans.bestOfN(4, 2, 3, 2).sampling();
    assertThat(settings(sampling, USUAL).smallestNfe(3)).isEqualTo(2 * (3 + 3) + 2 * 5 * 4 + 3);
    assertThatThrownBy(() -> plan(sampling, USUAL, 53)).hasMessageContaining("at least 54");
    assertThat(run(plan(sampling, USUAL, 54), new ToyReward()).budget().unspent()).isZero();
  }

  @Test
  void times_that_lead_off_the_path_or_nowhere_are_refused() {
    assertThatThrownBy(() -> resolve(Map.of("start", 0.5, "forward", 0.6, "backward", 0.7)))
        .hasMessageContaining("search.forward must not lead beyond time 1");
    assertThatThrownBy(() -> resolve(Map.of("backward", 0.78)))
        .hasMessageContaining("search.backward must be more than forward");
  }

  private static void resolve(Map<String, Object> said) {
    Map<String, Object> all = new HashMap<>(said);
    all.put("algorithm", "sop");
    new SearchOptions(all).resolve();
  }

  /** Two copies that are led back in two steps. */
  private static SearchOverPathsSettings own(Survivors survivors) {
    return new SearchOverPathsSettings(2, 2, 0.12, 0.78, 0.81, survivors);
  }

  private static SearchSettings settings(SamplingSettings sampling, OwnSettings own) {
    return new SearchSettings(Algorithm.SOP, sampling, own);
  }

  private static SearchPlan plan(SamplingSettings sampling, OwnSettings own, int nfe) {
    return Plans.plan(settings(sampling, own), nfe);
  }

  private static Segment segment(SearchRun run) {
    return (Segment) run.state().progress().rule();
  }

  private SearchRun start(SearchPlan plan, Reward reward) {
    return SearchRun.start(plan, model, reward, clock, 0);
  }

  private SearchState run(SearchPlan plan, Reward reward) {
    return Plans.runToTheEnd(start(plan, reward));
  }
}
