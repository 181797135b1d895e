package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.RewardSummary;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs of cascades whose drafts pass a gate. */
@OnEveryDatabase
class GateRunTest {

  private final RunFixture house;
  private final AtomicInteger scored = new AtomicInteger();

  GateRunTest(Vendor vendor) {
    house = new RunFixture(vendor);
    house.runner =
        new SearchRunner(
            house.models,
            new RewardKinds(List.of(new ToyReward(scored::incrementAndGet), house.taste)),
            new PriceProperties(0),
            house.checkpoints,
            house.judge,
            house.ticker);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Outcome run(Generation generation) {
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    return house.find(generation).outcome();
  }

  @Test
  void the_gates_calls_are_in_the_ledger_beside_the_rewards() {
    Generation generation = house.accepted(RunFixture.gated("twin", "taste"));

    Outcome outcome = run(generation);

    assertThat(house.find(generation).status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(outcome.spending().gateCalls()).isEqualTo(house.taste.shown.size()).isPositive();
    assertThat(outcome.spending().rewardCalls())
        .isPositive()
        .isLessThan(outcome.spending().gateCalls());
    assertThat(outcome.spending().decodes())
        .isEqualTo(outcome.spending().gateCalls() + outcome.spending().rewardCalls());
    assertThat(Objects.requireNonNull(outcome.spending().rewards().get("taste")).calls())
        .isEqualTo(outcome.spending().gateCalls());
    RewardSummary reward = Objects.requireNonNull(outcome.reward());
    assertThat(reward.terms()).containsOnlyKeys("brightness");
    assertThat(house.results.trace(generation.id()).orElseThrow().points())
        .hasSize((int) outcome.spending().rewardCalls());
  }

  @Test
  void one_that_is_given_back_behind_the_gate_ends_as_if_it_had_not_been() {
    Outcome unbroken = run(house.accepted(RunFixture.gated("twin", "taste")));
    house.taste.before = () -> house.shutsDown = true;
    Generation broken = house.accepted(RunFixture.gated("twin", "taste"));
    assertThat(house.work(broken)).isEqualTo(Verdict.AGAIN);
    house.taste.before = () -> {};
    house.shutsDown = false;

    Outcome whole = run(broken);

    assertThat(whole.images()).isEqualTo(unbroken.images());
    assertThat(whole.spending().gateCalls()).isEqualTo(unbroken.spending().gateCalls());
    assertThat(whole.spending().rewards())
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*seconds") // The host's own.
        .isEqualTo(unbroken.spending().rewards());
  }
}
