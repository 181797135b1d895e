package dev.rollover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationError;
import dev.rollover.generation.GenerationEvent;
import dev.rollover.generation.GenerationImage;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.GenerationTrace;
import dev.rollover.generation.ImageFile;
import dev.rollover.generation.Outcome;
import dev.rollover.generation.Samples;
import dev.rollover.generation.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;

/** What every database must do for the room. */
@OnEveryDatabase
class StoreTest {

  private final TestDatabase database;
  private final GenerationStore generations;
  private final EventStore events;
  private final ResultStore results;
  private final IdempotencyStore keys;
  private long lastNumber;

  StoreTest(Vendor vendor) {
    database = TestDatabase.migrated(vendor);
    generations = new GenerationStore(database.batches());
    events = new EventStore(database.batches());
    results = new ResultStore(database.jdbc());
    keys = new IdempotencyStore(database.batches());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void reads_a_generation_back_as_it_was_written() {
    Generation generation = stored(0);
    assertThat(generations.find(generation.id())).contains(generation);

    Generation failed =
        generation
            .start(Samples.NOON.plusSeconds(1))
            .progress(Samples.outcome())
            .fail(
                new GenerationError(GenerationError.Type.RUN_FAILED, "no"),
                Samples.NOON.plusSeconds(2));
    generations.update(failed);
    assertThat(generations.find(generation.id())).contains(failed);
  }

  @Test
  void reads_what_an_older_version_wrote_that_knew_of_no_judge() {
    Generation generation = stored(0);
    assertThat(Json.write(generation.request())).doesNotContain("judge", "gate");
    database
        .jdbc()
        .sql("update generation set outcome = :outcome where id = :id")
        .param(
            "outcome",
            """
            {"spending":{"nfe":{"limit":9,"used":9,"rolledOver":0,"speculative":0,"unspent":0},
             "rewardCalls":1,"decodes":1,"seconds":1.0,"deviceSeconds":1.0,"costUsd":0.0,"rewards":{}},
             "reward":{"initial":0.0,"best":0.0,"terms":{}},
             "images":[{"number":0,"width":8,"height":8,"sha256":"ab"}]}
            """)
        .param("id", generation.id())
        .update();

    Outcome read = generations.find(generation.id()).orElseThrow().outcome();

    assertThat(read.images()).containsExactly(new GenerationImage(0, 8, 8, "ab"));
    assertThat(read.judge()).isNull();
    assertThat(read.spending().judge()).isNull();
  }

  @Test
  void keeps_what_a_judge_has_said_and_taken() {
    Generation judged =
        stored(0).start(Samples.NOON).complete(Samples.judged(), Samples.NOON.plusSeconds(1));
    generations.update(judged);

    assertThat(generations.find(judged.id())).contains(judged);
  }

  @Test
  void lists_every_generation_once_the_newest_first_also_those_of_one_moment() {
    List<Generation> all = IntStream.range(0, 25).mapToObj(number -> stored(number / 5)).toList();

    List<Generation> listed = new ArrayList<>();
    Cursor cursor = null;
    do {
      List<Generation> page = generations.page(null, cursor, 4);
      listed.addAll(page);
      cursor = page.isEmpty() ? null : Cursor.after(page.getLast());
    } while (cursor != null);

    assertThat(listed).containsExactlyInAnyOrderElementsOf(all);
    assertThat(listed)
        .extracting(Generation::createdAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void lists_the_generations_of_one_status() {
    Generation running = stored(0).start(Samples.NOON);
    generations.update(running);
    stored(1);

    assertThat(generations.page(GenerationStatus.RUNNING, null, 10)).containsExactly(running);
    assertThat(generations.running()).containsExactly(running);
  }

  @Test
  void numbers_events_from_one_without_gaps_in_each_log() {
    Generation generation = stored(0);
    Generation other = stored(1);
    List<GenerationEvent> happened =
        List.of(
            new GenerationEvent.StatusChanged(GenerationStatus.RUNNING, 1),
            new GenerationEvent.Progress(1, 10, -3, -2, true, 4),
            new GenerationEvent.Preview(10, -2, 64, 64, "aGk="),
            new GenerationEvent.Done(GenerationStatus.SUCCEEDED, 60, 0.0, 0.5, null));
    events.append(generation.id(), happened.subList(0, 2), Samples.NOON);
    events.append(other.id(), happened.subList(0, 1), Samples.NOON);
    events.append(generation.id(), happened.subList(2, 4), Samples.NOON.plusSeconds(1));

    assertThat(events.after(generation.id(), 0))
        .extracting(StoredEvent::id)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(events.after(generation.id(), 1)).extracting(StoredEvent::event).isEqualTo(happened);
    assertThat(events.after(generation.id(), 4))
        .containsExactly(new StoredEvent(5, Samples.NOON.plusSeconds(1), happened.getLast()));
  }

  @Test
  void keeps_images_and_traces() {
    Generation generation = stored(0);
    byte[] png = new byte[3 << 20];
    png[7] = 7;
    ImageFile file = new ImageFile(new GenerationImage(0, 64, 64, Sha256.hex(png)), png);
    GenerationTrace trace =
        new GenerationTrace(
            List.of(new GenerationTrace.Point(1, 0.5, 0, 3, -3, -3, true, false, 2)));
    results.save(generation.id(), List.of(file), trace);

    assertThat(results.image(generation.id(), 0))
        .hasValueSatisfying(
            read -> {
              assertThat(read.image()).isEqualTo(file.image());
              assertThat(read.png()).isEqualTo(png);
            });
    assertThat(results.image(generation.id(), 1)).isEmpty();
    assertThat(results.trace(generation.id())).contains(trace);
  }

  @Test
  void a_key_is_used_once() {
    Generation generation = stored(0);
    IdempotencyStore.Use use = new IdempotencyStore.Use("ab", generation.id());
    keys.insert(Map.of("once", use));

    assertThat(keys.find(List.of("once", "never"))).isEqualTo(Map.of("once", use));
    assertThat(keys.find(List.of())).isEmpty();
    assertThatThrownBy(() -> keys.insert(Map.of("once", use)))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void what_is_deleted_takes_all_that_is_its_own_with_it() {
    Generation generation = stored(0);
    results.save(generation.id(), List.of(), new GenerationTrace(List.of()));
    keys.insert(Map.of("key", new IdempotencyStore.Use("ab", generation.id())));

    assertThat(generations.delete(generation.id())).isTrue();

    assertThat(generations.find(generation.id())).isEmpty();
    assertThat(events.after(generation.id(), 0)).isEmpty();
    assertThat(results.trace(generation.id())).isEmpty();
    assertThat(keys.find(List.of("key"))).isEmpty();
    assertThat(generations.delete(UUID.randomUUID())).isFalse();
  }

  private Generation stored(int second) {
    Generation generation = Samples.queued(Samples.NOON.plusSeconds(second));
    generations.insert(List.of(generation), ++lastNumber);
    events.begin(List.of(generation), generation.createdAt());
    return generation;
  }
}
