package dev.rollover.reward.vlm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.reward.RewardKind;
import dev.rollover.reward.RewardObserver;
import dev.rollover.time.Ticker;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@NullMarked
class VlmConfigurationTest {

  private static final String FIRST = "rollover.rewards.vlm[0].";
  private static final String SECOND = "rollover.rewards.vlm[1].";

  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withUserConfiguration(VlmConfiguration.class, VlmProbes.class, VlmHealth.class)
          .withBean(Ticker.class, Ticker::system)
          .withBean(RewardObserver.class, () -> RewardObserver.NONE);

  @Test
  void makes_nothing_of_nothing() {
    context.run(
        started -> {
          assertThat(started).hasNotFailed().doesNotHaveBean(RewardKind.class);
          assertThat(started.getBean(VlmProbes.class).isRunning()).isFalse();
        });
  }

  @Test
  void makes_a_kind_of_each_endpoint_in_their_order_and_tries_each_out() {
    context
        .withPropertyValues(
            FIRST + "url=http://localhost:1/v1",
            FIRST + "model=a",
            FIRST + "retry.tries=1",
            SECOND + "name=other",
            SECOND + "url=http://localhost:1/v1",
            SECOND + "model=b",
            SECOND + "retry.tries=1")
        .run(
            started -> {
              assertThat(started.getBeanProvider(RewardKind.class).orderedStream())
                  .extracting(RewardKind::name)
                  .containsExactly(
                      "vlm",
                      "vlm_grade",
                      "vlm_erase",
                      "vlm_count",
                      "other",
                      "other_grade",
                      "other_erase",
                      "other_count");
              assertThat(started.getBeanProvider(RewardKind.class).orderedStream())
                  .allSatisfy(
                      kind ->
                          assertThat(kind.jsonSchema().get("properties"))
                              .asInstanceOf(InstanceOfAssertFactories.MAP)
                              .containsOnlyKeys(kind.parameters().keySet().toArray()));
              assertThat(started.getBean(VlmProbes.class).isRunning()).isTrue();
              assertThat(started.getBean(VlmHealth.class).health().getDetails())
                  .containsOnlyKeys("vlm", "other");
            });
  }

  @Test
  void does_not_start_on_what_it_does_not_understand() {
    context
        .withPropertyValues(FIRST + "url=localhost", FIRST + "model=a")
        .run(started -> assertThat(started).hasFailed());
    context
        .withPropertyValues(
            FIRST + "url=http://localhost/v1", FIRST + "model=a", FIRST + "modell=b")
        .run(started -> assertThat(started).hasFailed());
  }
}
