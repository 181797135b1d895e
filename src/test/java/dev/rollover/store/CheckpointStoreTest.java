package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class CheckpointStoreTest {

  private static final byte[] STATE = {1, 2, 3};
  private static final Instant END = Samples.NOON.plusSeconds(9);

  private final TestDatabase database;
  private final GenerationStore generations;
  private final CheckpointStore keeping;
  private final CheckpointStore forgetting;
  private final Retention retention;
  private long lastNumber;

  CheckpointStoreTest(Vendor vendor) {
    database = TestDatabase.migrated(vendor);
    generations = new GenerationStore(database.batches());
    keeping = checkpoints(Duration.ofHours(1));
    forgetting = checkpoints(Duration.ZERO);
    retention = new Retention(database.jdbc(), database.transactions());
  }

  private CheckpointStore checkpoints(Duration state) {
    return new CheckpointStore(
        database.jdbc(), new RetentionProperties(null, state, Duration.ofMinutes(10), 100));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_last_of_one_that_ended_is_kept_until_it_is_too_old() {
    Generation ended = running().complete(Samples.outcome(), END);

    keeping.end(ended);

    assertThat(keeping.find(ended.id())).contains(STATE);
    assertThat(retention.deleteStatesOfEndedBefore(END, 10, () -> false)).isZero();
    assertThat(retention.deleteStatesOfEndedBefore(END.plusMillis(1), 10, () -> false))
        .isEqualTo(1);
    assertThat(keeping.find(ended.id())).isEmpty();
  }

  @Test
  void none_is_kept_of_one_that_failed() {
    GenerationError error = new GenerationError(GenerationError.Type.RUN_FAILED, "why");
    Generation failed = running().fail(error, END);

    keeping.end(failed);

    assertThat(keeping.find(failed.id())).isEmpty();
  }

  @Test
  void none_is_kept_where_it_is_for_no_time() {
    Generation ended = running().complete(Samples.outcome(), END);

    forgetting.end(ended);

    assertThat(forgetting.keepsLast()).isFalse();
    assertThat(forgetting.find(ended.id())).isEmpty();
  }

  private Generation running() {
    Generation generation = Samples.queued(Samples.NOON);
    generations.insert(List.of(generation), ++lastNumber);
    keeping.save(generation.id(), STATE);
    return generation.start(Samples.NOON);
  }
}
