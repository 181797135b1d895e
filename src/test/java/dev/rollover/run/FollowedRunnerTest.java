package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.store.Vendor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

@NullMarked
class FollowedRunnerTest {

  private final RunFixture house = new RunFixture(Vendor.H2);
  private final List<String> heard = new ArrayList<>();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_run_is_followed_from_its_begin_to_its_end() {
    house.runner = followed(house.search(() -> {}));

    house.work(house.accepted("bright"));

    assertThat(heard).containsExactly("begins", "is over");
  }

  @Test
  void a_failure_is_told_and_goes_on() {
    house.runner =
        followed(
            (generation, watch) -> {
              throw new IllegalStateException("broken");
            });
    Generation accepted = house.accepted("bright");

    house.work(accepted);

    assertThat(heard).containsExactly("begins", "failed: broken", "is over");
    assertThat(house.find(accepted).attempt()).isEqualTo(1);
  }

  @Test
  void a_run_that_is_given_back_has_not_failed() {
    house.shutsDown = true;
    house.runner = followed(house.search(() -> {}));

    assertThat(house.work(house.accepted("bright"))).isEqualTo(GenerationWorker.Verdict.AGAIN);

    assertThat(heard).containsExactly("begins", "is over");
  }

  @Test
  void what_a_run_logs_names_its_generation() {
    List<String> logged = new ArrayList<>();
    house.runner = house.search(() -> logged.add(MDC.get("generation")));
    Generation accepted = house.accepted("bright");

    house.work(accepted);

    assertThat(logged).isNotEmpty().containsOnly(accepted.id().toString());
    assertThat(MDC.get("generation")).isNull();
  }

  private FollowedRunner followed(GenerationRunner runner) {
    return new FollowedRunner(
        runner,
        generation -> {
          heard.add("begins");
          return new Hears();
        });
  }

  /** Writes down what becomes of a run. */
  private final class Hears implements RunFollower.Following {

    @Override
    public void failed(Throwable failure) {
      heard.add("failed: " + failure.getMessage());
    }

    @Override
    public void close() {
      heard.add("is over");
    }
  }
}
