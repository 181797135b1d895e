package dev.rollover.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rollover.estimate.Estimate.Basis;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.request.RequestResolver;
import dev.rollover.request.ToyModel;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.Judges;
import dev.rollover.reward.Reward;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardUse;
import dev.rollover.run.PriceProperties;
import dev.rollover.run.RunFixture;
import dev.rollover.run.ToyJudge;
import dev.rollover.tensor.BatchKey;
import dev.rollover.tensor.DeviceAccount;
import dev.rollover.time.SettableTicker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A device that takes 10 ms a velocity, 5 ms a decode and 2 ms a score, whatever the rows. */
class EstimatesTest {

  private static final int SIDE = 8;

  private final ToyModel model = new ToyModel("toy");
  private final CallTimes calls = new CallTimes();
  private final RewardPrices rewardPrices = new RewardPrices();
  private final Estimates estimates = estimates(new ToyReward());

  private Estimates estimates(RewardKind... kinds) {
    return estimates(new RewardKinds(List.of(kinds)));
  }

  private Estimates estimates(RewardKinds rewards) {
    return new MeasuredEstimates(
        new RequestResolver(() -> List.of(model), rewards, () -> 42),
        () -> List.of(model),
        rewards,
        calls,
        new HostTimes(() -> 0),
        rewardPrices,
        new PriceProperties(3600),
        new SettableTicker());
  }

  /** The toy's reward where it is a network that scores. */
  private record OnDevice(RewardKind toy) implements RewardKind {

    @Override
    public String name() {
      return toy.name();
    }

    @Override
    public String description() {
      return toy.description();
    }

    @Override
    public Map<String, String> parameters() {
      return toy.parameters();
    }

    @Override
    public boolean worksOnDevice() {
      return true;
    }

    @Override
    public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
      return toy.create(prompt, params, account);
    }
  }

  @Test
  void a_search_is_charged_call_by_call() {
    measure();

    Estimate estimate = estimates.of(request(100, null, null, null));

    Foreseen spending = estimate.spending();
    double velocities = spending.nfe();
    assertThat(velocities).isBetween(90.0, 100.0);
    assertThat(spending.decodes()).isEqualTo(spending.rewardCalls()).isBetween(80.0, 100.0);
    assertThat(spending.deviceSeconds())
        .isCloseTo(.020 + .010 * velocities + .005 * spending.decodes(), within(1e-6));
    assertThat(spending.seconds())
        .isCloseTo(spending.deviceSeconds() + .002 * spending.rewardCalls(), within(1e-6));
    assertThat(estimate.costUsd()).isCloseTo(spending.deviceSeconds(), within(1e-9));
    assertThat(estimate.basis()).isEqualTo(Basis.MEASURED);
    assertThat(estimate.atMost()).isFalse();
  }

  @Test
  void a_reward_that_asks_a_service_is_charged_what_its_calls_have_cost_so_far() {
    measure();
    rewardPrices.learn("brightness", RewardUse.NONE, asked(4, 0.5));
    rewardPrices.learn("brightness", asked(4, 0.5), asked(8, 2));

    Estimate all = estimates.of(request(100, null, null, null));
    Estimate half = estimates.of(request(100, null, all.costUsd() / 2, null));

    assertThat(all.costUsd())
        .isCloseTo(
            all.spending().deviceSeconds() + 0.25 * all.spending().rewardCalls(), within(1e-9));
    assertThat(half.costUsd()).isBetween(0.4 * all.costUsd(), 0.5 * all.costUsd());
    assertThat(half.spending().nfe()).isLessThan(0.6 * all.spending().nfe());
  }

  private static RewardUse asked(long calls, double usd) {
    return new RewardUse(calls, 0, 1, 0, 0, usd);
  }

  @Test
  void a_negative_prompt_takes_half_the_velocities_and_as_much_time() {
    measure();
    Foreseen usual = estimates.of(request(60, null, null, null)).spending();
    Foreseen away = estimates.of(away(request(120, null, null, null))).spending();
    assertThat(away.nfe()).isEqualTo(120);
    assertThat(away.decodes()).isEqualTo(usual.decodes());
    assertThat(away.deviceSeconds() - usual.deviceSeconds())
        .isCloseTo((60 * 10 + 20) / 1000.0, within(1e-9));
  }

  private static GenerationRequest away(GenerationRequest usual) {
    return new GenerationRequest(
        usual.prompt(),
        null,
        null,
        null,
        null,
        null,
        usual.search(),
        null,
        null,
        null,
        usual.budget(),
        null,
        null,
        null,
        3.0,
        "a blue star",
        null);
  }

  @Test
  void a_reward_that_another_of_its_name_replaces_for_the_model_is_charged_as_that_other() {
    ToyReward toy = new ToyReward();
    RewardKinds rewards = new RewardKinds(List.of(toy, new ForPhotographs(toy)));
    measure();
    time(new BatchKey("detector", CallTimes.REWARD, "any image"), 40);

    Foreseen spending = estimates(rewards).of(request(100, null, null, null)).spending();

    assertThat(spending.deviceSeconds())
        .isCloseTo(.020 + .010 * spending.nfe() + (.005 + .040) * spending.decodes(), within(1e-6));
  }

  /** The toy's reward as a network gives it for models of photographs. */
  private record ForPhotographs(RewardKind toy) implements RewardKind {

    @Override
    public String name() {
      return toy.name();
    }

    @Override
    public String description() {
      return toy.description();
    }

    @Override
    public Map<String, String> parameters() {
      return toy.parameters();
    }

    @Override
    public boolean worksOnDevice() {
      return true;
    }

    @Override
    public Judges judges() {
      return Judges.MODELS_OF_PHOTOGRAPHS;
    }

    @Override
    public String timedAs() {
      return "detector";
    }

    @Override
    public Reward create(String prompt, Map<String, Object> params, DeviceAccount account) {
      return toy.create(prompt, params, account);
    }
  }

  @Test
  void looks_ahead_are_previews_where_the_model_has_them() {
    measure();
    time(model.callKey(CallTimes.PREVIEW, SIDE, SIDE), 1);

    Foreseen spending = estimates.of(request(100, null, null, null)).spending();

    double images = spending.decodes();
    assertThat(spending.deviceSeconds() - .020 - .010 * spending.nfe())
        .isBetween(.001 * images, .002 * images);
  }

  @Test
  void a_large_budget_is_drawn_on_in_a_straight_line() {
    measure();

    Foreseen whole = estimates.of(request(DrySearch.LARGEST, null, null, null)).spending();
    Foreseen tenfold = estimates.of(request(10 * DrySearch.LARGEST, null, null, null)).spending();

    assertThat(tenfold.nfe()).isCloseTo(10.0 * whole.nfe(), within(.01 * whole.nfe()));
    assertThat(tenfold.seconds()).isCloseTo(10 * whole.seconds(), within(.02 * whole.seconds()));
  }

  @Test
  void limits_in_time_and_cost_end_it_as_they_would() {
    measure();
    for (int nfe : List.of(1000, 100_000)) {
      Estimate timed = estimates.of(request(nfe, Duration.ofSeconds(1), null, null));
      Estimate priced = estimates.of(request(nfe, null, .5, null));

      assertThat(timed.spending().seconds()).isBetween(.8, 1.0);
      assertThat(priced.costUsd()).isBetween(.4, .5);
    }
    Estimate beyond = estimates.of(request(100_000, Duration.ofMinutes(5), null, null));
    assertThat(beyond.spending().seconds()).isCloseTo(300, within(1e-6));
  }

  @Test
  void a_target_may_end_it_sooner() {
    measure();

    Estimate estimate = estimates.of(request(100, null, null, 0.0));

    assertThat(estimate.atMost()).isTrue();
    assertThat(estimate.spending())
        .isEqualTo(estimates.of(request(100, null, null, null)).spending());
  }

  @Test
  void another_size_is_scaled_by_its_pixels_until_it_was_measured() {
    measure();

    GenerationRequest usual = request(100, null, null, null);
    GenerationRequest wide = wide(usual);
    Estimate scaled = estimates.of(wide);

    assertThat(scaled.basis()).isEqualTo(Basis.SCALED);
    assertThat(scaled.spending().deviceSeconds())
        .isCloseTo(2 * estimates.of(usual).spending().deviceSeconds(), within(1e-6));
    for (String operation : List.of(CallTimes.VELOCITY, CallTimes.DECODE)) {
      time(model.callKey(operation, 2 * SIDE, SIDE), 1);
    }
    assertThat(estimates.of(wide).basis()).isEqualTo(Basis.MEASURED);
  }

  @Test
  void says_when_nothing_but_the_warm_up_is_known() {
    time(model.callKey(CallTimes.VELOCITY, SIDE, SIDE), 50);
    time(model.callKey(CallTimes.DECODE, SIDE, SIDE), 50);
    calls.serve();

    Estimate estimate = estimates.of(request(100, null, null, null));

    assertThat(estimate.basis()).isEqualTo(Basis.WARM_UP);
    assertThat(estimate.spending().seconds()).isPositive();
  }

  @Test
  void knows_what_a_reward_takes_that_a_service_gives() {
    measure();
    double before = estimates.of(request(100, null, null, null)).spending().seconds();
    time(new BatchKey("another", CallTimes.REWARD, "any image"), 9000);
    assertThat(estimates.of(request(100, null, null, null)).spending().seconds()).isEqualTo(before);

    time(new BatchKey("brightness", CallTimes.REWARD, "any image"), 9000);

    assertThat(estimates.of(request(100, null, null, null)).spending().seconds())
        .isGreaterThan(before + 9);
  }

  @Test
  void a_reward_that_takes_the_devices_time_is_paid_for() {
    measure();

    Foreseen onHost = estimates.of(request(100, null, null, null)).spending();
    Foreseen onDevice =
        estimates(new OnDevice(new ToyReward())).of(request(100, null, null, null)).spending();

    assertThat(onDevice.seconds()).isCloseTo(onHost.seconds(), within(1e-6));
    assertThat(onDevice.deviceSeconds()).isCloseTo(onHost.seconds(), within(1e-6));
  }

  @Test
  void a_judge_is_paid_for_once_with_all_the_answers() {
    measure();
    time(new BatchKey("taste", CallTimes.REWARD, "any image"), 4000);
    Estimates judging = estimates(new ToyReward(), new OnDevice(new ToyJudge()));

    Estimate alone = judging.of(request(100, null, null, null));
    Estimate judged = judging.of(RunFixture.judged("three red circles", 1));

    assertThat(alone.judgeCalls()).isZero();
    assertThat(judged.judgeCalls()).isEqualTo(1);
    assertThat(judged.spending().rewardCalls()).isEqualTo(alone.spending().rewardCalls());
    assertThat(judged.spending().seconds()).isCloseTo(alone.spending().seconds() + 4, within(1e-6));
    assertThat(judged.spending().deviceSeconds())
        .isCloseTo(alone.spending().deviceSeconds() + 4, within(1e-6));
    assertThat(judged.costUsd()).isCloseTo(alone.costUsd() + 4, within(1e-6));
    assertThat(judging.of(RunFixture.judged("three red circles", 3)).judgeCalls()).isEqualTo(3);
  }

  @Test
  void a_gate_is_paid_for_look_by_look_and_the_reward_for_what_it_lets_pass() {
    measure();
    time(new BatchKey("taste", CallTimes.REWARD, "any image"), 4000);
    Estimates gated = estimates(new ToyReward(), new OnDevice(new ToyJudge()));

    Foreseen before = gated.of(RunFixture.gated("three red circles", null)).spending();
    Foreseen behind = gated.of(RunFixture.gated("three red circles", "taste")).spending();

    assertThat(before.gateCalls()).isZero();
    assertThat(behind.gateCalls()).isPositive().isGreaterThan(behind.rewardCalls());
    assertThat(behind.nfe()).isEqualTo(before.nfe());
    assertThat(behind.rewardCalls()).isLessThan(before.rewardCalls());
    assertThat(behind.decodes()).isEqualTo(behind.gateCalls() + behind.rewardCalls());
    assertThat(behind.deviceSeconds()).isGreaterThan(before.deviceSeconds() + 3.9);
  }

  @Test
  void finds_the_faults_that_a_submission_would() {
    assertThatThrownBy(() -> estimates.of(request(1, null, null, null)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("budget.nfe must be at least");
  }

  private void measure() {
    calls.serve();
    time(model.callKey(CallTimes.ENCODE, SIDE, SIDE), 20);
    time(model.callKey(CallTimes.VELOCITY, SIDE, SIDE), 10);
    time(model.callKey(CallTimes.DECODE, SIDE, SIDE), 5);
    time(new BatchKey(model, CallTimes.REWARD, "any image"), 2);
  }

  private void time(BatchKey key, int millis) {
    calls.timed(key, 1, Duration.ofMillis(millis));
  }

  private static GenerationRequest request(
      int nfe, @Nullable Duration duration, @Nullable Double cost, @Nullable Double target) {
    return GenerationRequest.of("three red circles")
        .searching(Map.of("algorithm", "rbf"))
        .within(new GenerationRequest.Budget(nfe, duration, cost, target));
  }

  private static GenerationRequest wide(GenerationRequest usual) {
    return new GenerationRequest(
        usual.prompt(),
        null,
        2 * SIDE,
        SIDE,
        null,
        null,
        usual.search(),
        null,
        null,
        null,
        usual.budget(),
        null,
        null,
        null);
  }
}
