package dev.rollover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@NullMarked
class StartLoadingTest {

  private final SlowModel first = new SlowModel("first", 4_000);
  private final SlowModel second = new SlowModel("second", 0);
  private final StartLoading loading = new StartLoading(List.of(first, second));
  private final FutureTask<Boolean> start = new FutureTask<>(this::run);

  /** Does one thing after another, each when it is told to. */
  private static final class SlowModel implements StartLoad {

    private final String label;
    private final long bytes;
    private final SynchronousQueue<Optional<Runnable>> orders = new SynchronousQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);

    SlowModel(String label, long bytes) {
      this.label = label;
      this.bytes = bytes;
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void load(Runnable triedOut) {
      begun.countDown();
      obey();
      triedOut.run();
      obey();
    }

    /** Until it is told that this is all. */
    private void obey() {
      try {
        for (var order = orders.take(); order.isPresent(); order = orders.take()) {
          order.get().run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("was interrupted", e);
      }
    }

    void awaitBegun() throws InterruptedException {
      begun.await();
    }

    /** Returns once it has done it. */
    void then(Runnable order) throws InterruptedException {
      CountDownLatch done = new CountDownLatch(1);
      put(
          () -> {
            order.run();
            done.countDown();
          });
      done.await();
    }

    void end() throws InterruptedException {
      orders.put(Optional.empty());
    }

    void put(Runnable order) throws InterruptedException {
      orders.put(Optional.of(order));
    }
  }

  private boolean run() {
    loading.run(new DefaultApplicationArguments());
    return Thread.currentThread().isInterrupted();
  }

  private void begin() {
    Thread.ofPlatform().daemon().start(start);
  }

  private Map<String, Object> detail(String label) {
    return loading.details().getOrDefault(label, Map.of());
  }

  @Test
  void one_loads_after_another_and_each_says_how_far_it_is() throws Exception {
    Map<String, Object> waits = Map.of("state", "waiting");
    assertThat(loading.details()).isEqualTo(Map.of("first", waits, "second", waits));

    begin();
    first.then(() -> watch().loaded(1_000));
    assertThat(detail("first"))
        .isEqualTo(Map.of("state", "loading", "bytes", 1_000L, "ofBytes", 4_000L, "percent", 25L));
    assertThat(detail("second")).isEqualTo(waits);

    first.end();
    first.then(() -> assertThat(detail("first")).isEqualTo(Map.of("state", "warming up")));
    assertThat(detail("second")).isEqualTo(waits);
    first.end();
    second.awaitBegun();
    assertThat(detail("first")).isEqualTo(Map.of("state", "ready"));
    second.end();
    second.end();

    assertThat(start.get()).isFalse();
    assertThat(loading.isDone()).isTrue();
    assertThat(loading.details().values()).containsOnly(Map.of("state", "ready"));
  }

  @Test
  void what_is_not_planned_counts_as_its_networks_begin() throws Exception {
    begin();
    first.end();
    first.end();
    second.then(
        () -> {
          watch().begins(100);
          watch().loaded(100);
          watch().begins(300);
        });
    assertThat(detail("second")).containsEntry("ofBytes", 400L).containsEntry("percent", 25L);
    second.end();
    second.end();
    start.get();
  }

  private static LoadWatch watch() {
    return LoadProgress.watch();
  }

  @Test
  void health_is_out_of_service_until_all_are_ready_and_tells_of_each() throws Exception {
    ModelsHealth health = new ModelsHealth(loading);
    Health before = health.health();
    assertThat(before.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    assertThat(before.getDetails()).containsOnlyKeys("first", "second");

    begin();
    for (SlowModel model : List.of(first, second)) {
      model.awaitBegun();
      assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
      model.end();
      model.end();
    }
    start.get();
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void who_comes_before_all_are_ready_is_told_to_come_again() throws Exception {
    assertThatThrownBy(loading::requireDone)
        .isInstanceOf(ModelsLoadingException.class)
        .hasMessage(
            "the models are still being loaded (first: waiting; second: waiting); come again");
    begin();
    first.then(() -> watch().loaded(3_000));
    assertThatThrownBy(loading::requireDone).hasMessageContaining("first: loading, 75 %;");
    for (SlowModel model : List.of(first, second)) {
      model.end();
      model.end();
    }
    start.get();
    loading.requireDone();
  }

  @Test
  void a_failure_ends_the_start_and_nothing_else_is_loaded() throws Exception {
    begin();
    first.awaitBegun();
    first.put(
        () -> {
          throw new IllegalStateException("no memory");
        });
    assertThatThrownBy(start::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no memory");
    assertThat(loading.isDone()).isFalse();
    assertThat(detail("second")).isEqualTo(Map.of("state", "waiting"));
  }

  @Test
  void memory_that_is_not_there_is_told_with_what_would_help() throws Exception {
    begin();
    first.awaitBegun();
    first.put(
        () -> {
          throw new IllegalStateException("CUDA out of memory. Tried to allocate 2 GiB");
        });
    ExecutionException ended = catchThrowableOfType(ExecutionException.class, start::get);
    FailureAnalysis told =
        Objects.requireNonNull(
            new ModelTooLargeAnalyzer().analyze(Objects.requireNonNull(ended.getCause())));
    assertThat(told.getDescription())
        .isEqualTo("there was no memory left to load first and to go through it once");
    assertThat(told.getAction()).contains("serve fewer models or smaller images");
  }

  @Test
  void the_end_of_the_service_cuts_it_short_and_is_no_failure() throws Exception {
    begin();
    first.awaitBegun();
    loading.close();
    assertThat(start.get()).as("still interrupted").isFalse();
    assertThat(loading.isDone()).isFalse();
    assertThat(second.begun.getCount()).isOne();
  }

  @Test
  void nothing_is_loaded_after_the_end_of_the_service() throws Exception {
    loading.close();
    begin();
    start.get();
    assertThat(first.begun.getCount()).isOne();
  }
}
