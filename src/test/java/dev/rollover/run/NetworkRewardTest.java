package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.FieldError;
import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.request.RequestResolver;
import dev.rollover.request.ToyReward;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.clip.SmallClip;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reward that a network gives, from the request to the stored outcome. */
@OnEveryDatabase
class NetworkRewardTest {

  private final RunFixture house;
  private final DeviceWorker device = new DeviceWorker(128, DeviceObserver.NONE);
  private final SmallClip clip;
  private final RequestResolver resolver;

  NetworkRewardTest(Vendor vendor) throws IOException {
    house = new RunFixture(vendor);
    clip = new SmallClip(device, RewardObserver.NONE);
    RewardKinds kinds = new RewardKinds(List.of(new ToyReward(), clip.kind()));
    resolver = new RequestResolver(house.models, kinds, () -> 42);
    house.runner =
        new SearchRunner(
            house.models,
            kinds,
            new PriceProperties(3.6),
            house.checkpoints,
            new HeldOutJudge(house.models, kinds, house.ticker),
            house.ticker);
  }

  @AfterEach
  void close() {
    device.close();
    clip.close();
    house.close();
  }

  @Test
  void a_generation_is_searched_under_it_and_its_ledger_and_terms_are_kept() {
    Generation generation = accepted("clip", Map.of("score", "logit"));

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    assertThat(ended.outcome().images()).hasSize(1);
    RewardSummary reward = Objects.requireNonNull(ended.outcome().reward());
    assertThat(reward.terms()).containsOnlyKeys("clip", "clip.cosine", "clip.logit");
    assertThat(reward.terms()).containsEntry("clip.logit", reward.best());
    Spending spending = ended.outcome().spending();
    assertThat(spending.rewards()).containsOnlyKeys("clip");
    Spending.Service clipUse = Objects.requireNonNull(spending.rewards().get("clip"));
    assertThat(clipUse.calls()).isEqualTo(spending.rewardCalls());
    assertThat(clipUse.seconds()).isPositive();
  }

  @Test
  void wrong_parameters_are_refused_before_anything_is_queued() {
    assertThatThrownBy(() -> accepted("clip", Map.of("score", "best", "words", "a")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            invalid ->
                assertThat(invalid.errors())
                    .containsExactly(
                        new FieldError(
                            "reward[0].params.words", "is unknown; allowed: score, text"),
                        new FieldError(
                            "reward[0].params.score",
                            "must be one of: clip_score, cosine, logit, probability")));
  }

  private Generation accepted(String reward, Map<String, Object> params) {
    GenerationRequest request =
        new GenerationRequest(
            "two red circles",
            null,
            null,
            null,
            null,
            null,
            Map.of("algorithm", "rbf"),
            List.of(new GenerationRequest.RewardTerm(reward, null, params, null)),
            null,
            null,
            null,
            null,
            null,
            null);
    RequestResolver.Resolution resolution = resolver.resolve(request);
    Generation generation =
        Generation.accepted(
            UUID.randomUUID(), resolution.request(), resolution.warnings(), house.lifecycle.now());
    house.lifecycle.accept(List.of(generation));
    return generation;
  }
}
