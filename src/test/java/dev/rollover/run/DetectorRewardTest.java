package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.RewardSummary;
import dev.rollover.generation.Spending;
import dev.rollover.request.RequestResolver;
import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardKinds;
import dev.rollover.reward.RewardObserver;
import dev.rollover.reward.owl.SmallOwl;
import dev.rollover.run.GenerationWorker.Verdict;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import dev.rollover.tensor.DeviceObserver;
import dev.rollover.tensor.DeviceWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counting by a detector, from the request to the stored outcome. */
@OnEveryDatabase
class DetectorRewardTest {

  private final RunFixture house;
  private final DeviceWorker device = new DeviceWorker(128, DeviceObserver.NONE);
  private final SmallOwl owl;
  private final RequestResolver resolver;

  DetectorRewardTest(Vendor vendor) throws IOException {
    house = new RunFixture(vendor);
    owl = new SmallOwl(device, RewardObserver.NONE);
    List<RewardKind> all = new ArrayList<>(RewardKinds.selfContained().all());
    all.add(owl.kind());
    RewardKinds kinds = new RewardKinds(all);
    resolver = new RequestResolver(house.models, kinds, () -> 42);
    house.runner =
        new SearchRunner(
            house.models, kinds, new PriceProperties(3.6), house.checkpoints, house.ticker);
  }

  @AfterEach
  void close() {
    device.close();
    owl.close();
    house.close();
  }

  @Test
  void a_generation_is_searched_under_it_and_its_boxes_are_kept() {
    Generation generation = accepted("two zebras and no red circles", Map.of("threshold", 0.1));

    assertThat(house.work(generation)).isEqualTo(Verdict.DONE);

    Generation ended = house.find(generation);
    assertThat(ended.status()).isEqualTo(GenerationStatus.SUCCEEDED);
    RewardSummary reward = Objects.requireNonNull(ended.outcome().reward());
    Map<String, Double> terms = reward.terms();
    assertThat(terms)
        .containsKeys("count.rss", "count.exact", "count.found.zebra", "count.found.red circle");
    double zebras = Objects.requireNonNull(terms.get("count.found.zebra"));
    double circles = Objects.requireNonNull(terms.get("count.found.red circle"));
    assertThat(reward.best()).isEqualTo(-Math.pow(2 - zebras, 2) - circles * circles);
    assertThat(terms.keySet().stream().filter(name -> name.endsWith("].score")).count())
        .isEqualTo((long) Math.min(20, zebras + circles))
        .isPositive();
    Spending spending = ended.outcome().spending();
    assertThat(Objects.requireNonNull(spending.rewards().get("count")).calls())
        .isEqualTo(spending.rewardCalls());
  }

  private Generation accepted(String prompt, Map<String, Object> params) {
    GenerationRequest request =
        new GenerationRequest(
            prompt,
            null,
            null,
            null,
            null,
            null,
            Map.of("algorithm", "rbf"),
            List.of(new GenerationRequest.RewardTerm("count", null, params)),
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
