package dev.rollover.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomWalkTest {

  @Test
  void each_candidate_is_as_likely_to_be_gone_on_from_whatever_its_reward() {
    int chains = 333;
    double[] rewards = IntStream.range(0, 3 * chains).mapToDouble(i -> 10.0 * (i % 3)).toArray();
    SearchPlan plan =
        Plans.plan(
            Plans.settings(
                "random", Map.of("steps", 2, "chains", chains, "particles", 3, "finishSteps", 1)),
            4 * chains);
    SearchState end =
        Plans.runToTheEnd(
            SearchRun.start(
                plan, new ToyModel(), new ScriptedReward(rewards), new SettableClock(), 0));
    for (int candidate = 0; candidate < 3; candidate++) {
      int place = candidate;
      long chosen =
          IntStream.range(0, 3 * chains)
              .filter(i -> i % 3 == place && end.trace().get(i).accepted())
              .count();
      // Five standard deviations of a share of 333.
      assertThat((double) chosen / chains).isCloseTo(1.0 / 3, within(.13));
    }
  }

  @Test
  void costs_what_svdd_costs() {
    Map<String, Object> said = Map.of("steps", 6, "chains", 2);
    assertThat(spent("random", said).nfeByPhase()).isEqualTo(spent("svdd", said).nfeByPhase());
    assertThat(spent("random", said).decodes()).isEqualTo(spent("svdd", said).decodes());
  }

  private static Ledger spent(String algorithm, Map<String, Object> said) {
    SearchPlan plan = Plans.plan(Plans.settings(algorithm, said), 120);
    return Plans.runToTheEnd(
            SearchRun.start(plan, new ToyModel(), new ToyReward(), new SettableClock(), 0))
        .budget()
        .ledger();
  }
}
