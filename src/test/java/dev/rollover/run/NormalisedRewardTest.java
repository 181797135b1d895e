package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.TermScale;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs under a reward of unlike terms that are put on scales. */
@OnEveryDatabase
class NormalisedRewardTest {

  private final RunFixture house;

  NormalisedRewardTest(Vendor vendor) {
    house = new RunFixture(vendor);
    house.runner = runner();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private GenerationRunner runner() {
    return new SearchRunner(
        house.models,
        house.rewards,
        new PriceProperties(0),
        house.checkpoints,
        house.judge,
        house.ticker);
  }

  private Generation accepted() {
    return house.accepted(
        new GenerationRequest(
            "twin",
            null,
            null,
            null,
            null,
            2,
            Map.of("algorithm", "rbf"),
            List.of(
                new GenerationRequest.RewardTerm("brightness", null, null, true),
                new GenerationRequest.RewardTerm("taste", -0.5, null, true)),
            null,
            null,
            null,
            null,
            null,
            null));
  }

  private Outcome run(Generation generation) {
    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);
    return house.find(generation).outcome();
  }

  @Test
  void the_answer_says_the_scales_by_which_its_terms_make_its_value() {
    Generation generation = accepted();

    RewardSummary reward = Objects.requireNonNull(run(generation).reward());

    TermScale brightness = Objects.requireNonNull(reward.scales().get("brightness"));
    TermScale taste = Objects.requireNonNull(reward.scales().get("taste"));
    double expected =
        above(brightness, Objects.requireNonNull(reward.terms().get("brightness")))
            - 0.5 * above(taste, Objects.requireNonNull(reward.terms().get("taste")));
    assertThat(reward.best()).isCloseTo(expected, within(1e-9));
    List<GenerationTrace.Point> points =
        house.results.trace(generation.id()).orElseThrow().points();
    assertThat(reward.initial()).isEqualTo(points.getFirst().reward());
    assertThat(points).extracting(GenerationTrace.Point::best).isSortedAccordingTo(Double::compare);
  }

  private static double above(TermScale scale, Double value) {
    return (value - scale.mean()) / scale.deviation();
  }

  @Test
  void a_run_that_was_given_back_while_it_learnt_ends_as_if_it_had_not_been() {
    Outcome unbroken = run(accepted());
    AtomicInteger calls = new AtomicInteger();
    house.taste.before =
        () -> {
          if (calls.incrementAndGet() == 7) {
            house.shutsDown = true;
          }
        };
    Generation broken = accepted();
    assertThat(house.work(broken)).isEqualTo(Verdict.AGAIN);
    house.shutsDown = false;

    Outcome whole = run(broken);

    assertThat(whole.images()).isEqualTo(unbroken.images());
    assertThat(whole.reward()).isEqualTo(unbroken.reward());
  }
}
