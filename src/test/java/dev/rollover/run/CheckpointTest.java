package dev.rollover.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.Outcome;
import dev.rollover.search.Phase;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that were cut short, and go on from where they stood. */
@OnEveryDatabase
class CheckpointTest {

  private final RunFixture house;

  CheckpointTest(Vendor vendor) {
    house = new RunFixture(vendor);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_run_goes_on_from_the_last_checkpoint_and_ends_as_if_it_had_never_stopped() {
    Outcome unbroken = unbroken();
    Generation broken = house.accepted("twin");
    house.runner = searchThatIsShutDown(7);
    house.work(broken);
    assertThat(house.find(broken).status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(house.checkpoints.find(broken)).isPresent();
    int spent = nfeOf(broken);
    house.shutsDown = false;
    house.runner = house.search(() -> {});

    house.work(broken);

    Outcome whole = house.find(broken).outcome();
    assertThat(spent).isPositive().isLessThan(Math.toIntExact(whole.spending().nfe().used()));
    assertThat(nfeOf(broken)).isEqualTo(Math.toIntExact(whole.spending().nfe().used()));
    assertThat(whole.spending().nfe()).isEqualTo(unbroken.spending().nfe());
    assertThat(whole.images()).isEqualTo(unbroken.images());
    assertThat(house.checkpoints.find(house.find(broken)))
        .hasValueSatisfying(last -> assertThat(last.isOver()).isTrue());
  }

  @Test
  void a_run_that_failed_goes_on_from_the_checkpoint_of_the_last_ten_seconds() {
    Outcome unbroken = unbroken();
    Generation broken = house.accepted("twin");
    AtomicInteger calls = new AtomicInteger();
    house.runner =
        house.search(
            () -> {
              switch (calls.incrementAndGet()) {
                case 5 -> house.ticker.pass(Duration.ofSeconds(11));
                case 9 -> throw new IllegalStateException("once");
                default -> {}
              }
            });
    house.work(broken);
    int atFailure = nfeOf(broken);
    long kept = house.checkpoints.find(broken).orElseThrow().budget().ledger().nfe();

    house.work(broken);

    Outcome whole = house.find(broken).outcome();
    assertThat(kept).isPositive().isLessThan(atFailure);
    assertThat(nfeOf(broken) - atFailure).isEqualTo(whole.spending().nfe().used() - kept);
    assertThat(whole.images()).isEqualTo(unbroken.images());
  }

  private Outcome unbroken() {
    Generation generation = house.accepted("twin");
    house.work(generation);
    return house.find(generation).outcome();
  }

  /** A search in whose n-th call of the reward the process begins to shut down. */
  private GenerationRunner searchThatIsShutDown(int atCall) {
    AtomicInteger calls = new AtomicInteger();
    return house.search(
        () -> {
          if (calls.incrementAndGet() == atCall) {
            house.shutsDown = true;
          }
        });
  }

  private int nfeOf(Generation generation) {
    return house
        .rounds()
        .filter(round -> round.generation().id().equals(generation.id()))
        .mapToInt(round -> Stream.of(Phase.values()).mapToInt(round::nfe).sum())
        .sum();
  }
}
