package dev.rollover.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollover.generation.Generation;
import dev.rollover.generation.GenerationRequest;
import dev.rollover.generation.GenerationStatus;
import dev.rollover.generation.InvalidRequestException;
import dev.rollover.generation.StoredEvent;
import dev.rollover.run.RunFixture;
import dev.rollover.store.Json;
import dev.rollover.store.OnEveryDatabase;
import dev.rollover.store.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SubmissionTest {

  private static final GenerationRequest REQUEST = GenerationRequest.of("three red circles");

  private final QueueFixture job;

  SubmissionTest(Vendor vendor) {
    job = new QueueFixture(vendor);
  }

  @AfterEach
  void close() {
    job.close();
  }

  @Test
  void stores_and_queues_in_one_go() {
    Generation generation = job.generations.submit(REQUEST, null).generation();

    assertThat(job.generations.find(generation.id())).isEqualTo(generation);
    assertThat(generation.status()).isEqualTo(GenerationStatus.QUEUED);
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void says_the_place_that_the_queue_would_say() {
    job.submit("before");
    Submission second = job.generations.submit(REQUEST, null);
    Submission third = job.generations.submit(REQUEST, null);

    assertThat(job.generations.queuePlace(second.generation())).contains(second.place());
    assertThat(job.generations.queuePlace(third.generation())).contains(third.place());
    assertThat(third.place()).extracting(QueuePlace::position).isEqualTo(3);
  }

  @Test
  void a_fault_queues_nothing() {
    assertThatThrownBy(() -> job.generations.submit(GenerationRequest.of(" "), null))
        .isInstanceOf(InvalidRequestException.class);

    assertThat(job.entries()).isZero();
  }

  @Test
  void the_same_key_with_the_same_request_answers_the_first_generation() {
    Submission first = job.generations.submit(REQUEST, "key");
    Submission second = job.generations.submit(REQUEST, "key");

    assertThat(first.replayed()).isFalse();
    assertThat(second).isEqualTo(new Submission(first.generation(), true, first.place()));
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void a_judge_makes_another_request_of_it_and_none_leaves_its_fingerprint_as_it_ever_was() {
    job.generations.submit(RunFixture.judged("a star", 1), "key");

    assertThatThrownBy(() -> job.generations.submit(RunFixture.judged("a star", 2), "key"))
        .isInstanceOf(IdempotencyConflictException.class);
    assertThat(job.generations.submit(RunFixture.judged("a star", 1), "key").replayed()).isTrue();
    assertThat(Json.write(RunFixture.judged("a star", 1))).doesNotContain("normalise");
    assertThat(Json.write(REQUEST)).doesNotContain("judge");
  }

  @Test
  void the_same_key_with_another_request_conflicts() {
    job.generations.submit(REQUEST, "key");

    assertThatThrownBy(() -> job.generations.submit(GenerationRequest.of("a star"), "key"))
        .isInstanceOf(IdempotencyConflictException.class);
  }

  @Test
  void requests_with_one_key_that_race_make_one_generation() throws Exception {
    List<Callable<UUID>> racers =
        IntStream.range(0, 16)
            .<Callable<UUID>>mapToObj(
                number -> () -> job.generations.submit(REQUEST, "key").generation().id())
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(racers.size())) {
      List<UUID> ids = threads.invokeAll(racers).stream().map(Future::resultNow).toList();
      assertThat(ids).containsOnly(ids.getFirst());
    }
    assertThat(job.generations.queue().depth()).isEqualTo(1);
    assertThat(job.entries()).isEqualTo(1);
  }

  @Test
  void a_full_queue_refuses_and_says_when_to_come_back() {
    for (int waiting = 0; waiting < QueueFixture.CAPACITY; waiting++) {
      job.submit("one more");
    }

    assertThatThrownBy(() -> job.generations.submit(REQUEST, null))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            full -> assertThat(full.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
    assertThat(job.generations.queue().depth()).isEqualTo(QueueFixture.CAPACITY);
  }

  @Test
  void of_requests_that_race_for_the_last_places_as_many_are_refused_as_do_not_fit()
      throws Exception {
    List<Callable<Submission>> racers =
        IntStream.range(0, 16)
            .<Callable<Submission>>mapToObj(number -> () -> job.generations.submit(REQUEST, null))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(racers.size())) {
      List<Future<Submission>> answers = threads.invokeAll(racers);
      assertThat(answers.stream().filter(answer -> answer.state() == Future.State.SUCCESS))
          .hasSize(QueueFixture.CAPACITY);
      assertThat(answers.stream().filter(answer -> answer.state() == Future.State.FAILED))
          .allSatisfy(
              answer -> assertThat(answer.exceptionNow()).isInstanceOf(QueueFullException.class));
    }
    assertThat(job.generations.queue().depth()).isEqualTo(QueueFixture.CAPACITY);
    assertThat(job.entries()).isEqualTo(QueueFixture.CAPACITY);
  }

  @Test
  void who_awaits_events_gets_the_next_ones() throws Exception {
    Generation generation = job.submit("watched");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<StoredEvent>> watched =
          threads.submit(
              () -> job.generations.awaitEvents(generation.id(), 1, Duration.ofMinutes(1)));
      job.generations.cancel(generation.id());
      assertThat(watched.get())
          .extracting(stored -> stored.event().name())
          .containsExactly("status", "done");
    }
  }
}
