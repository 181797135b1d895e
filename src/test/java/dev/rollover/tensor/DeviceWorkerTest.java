package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class DeviceWorkerTest {

  private static final BatchKey DOUBLE = new BatchKey("model", "double", 1);

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> callsPerBatch = Collections.synchronizedList(new ArrayList<>());
  private final DeviceAccount account = new DeviceAccount(false);
  private final AtomicLong now = new AtomicLong();
  private final HeldWorker held =
      new HeldWorker(4, (operation, rows, calls, time) -> callsPerBatch.add(calls), now::get);
  private final DeviceWorker worker = held.worker();

  @AfterEach
  void close() {
    held.close();
  }

  @Test
  void answers_each_row_in_order() {
    assertThat(worker.submit(DOUBLE, List.of(1, 2, 3), this::doubled, account))
        .containsExactly(2, 4, 6);
    assertThat(worker.submit(DOUBLE, List.<Integer>of(), this::doubled, account)).isEmpty();
    assertThat(batches).containsExactly(List.of(1, 2, 3));
  }

  @Test
  void calls_that_wait_at_the_same_time_become_one_batch() {
    held.hold();
    CompletableFuture<List<Integer>> first = whileHeld(1, DOUBLE, List.of(1, 2), account);
    CompletableFuture<List<Integer>> other =
        whileHeld(2, new BatchKey("model", "double", 2), List.of(9), account);
    CompletableFuture<List<Integer>> second = whileHeld(3, DOUBLE, List.of(3), account);
    held.release();
    assertThat(first.join()).containsExactly(2, 4);
    assertThat(second.join()).containsExactly(6);
    assertThat(other.join()).containsExactly(18);
    assertThat(batches).containsExactly(List.of(1, 2, 3), List.of(9));
    assertThat(callsPerBatch).containsExactly(1, 2, 1);
  }

  @Test
  void an_account_of_its_own_keeps_its_calls_alone() {
    held.hold();
    CompletableFuture<List<Integer>> shared = whileHeld(1, DOUBLE, List.of(1), account);
    CompletableFuture<List<Integer>> alone =
        whileHeld(2, DOUBLE, List.of(2), new DeviceAccount(true));
    CompletableFuture<List<Integer>> later = whileHeld(3, DOUBLE, List.of(3), account);
    held.release();
    CompletableFuture.allOf(shared, alone, later).join();
    assertThat(batches).containsExactly(List.of(1, 3), List.of(2));
  }

  @Test
  void calls_that_wait_come_between_the_parts_of_a_large_one() {
    held.hold();
    CompletableFuture<List<Integer>> large = whileHeld(1, DOUBLE, List.of(1, 2, 3, 4, 5), account);
    CompletableFuture<List<Integer>> other =
        whileHeld(2, new BatchKey("model", "double", 2), List.of(9), account);
    held.release();
    CompletableFuture.allOf(large, other).join();
    assertThat(large.join()).containsExactly(2, 4, 6, 8, 10);
    assertThat(batches).containsExactly(List.of(1, 2, 3, 4), List.of(9), List.of(5));
  }

  @Test
  void a_batch_stays_within_the_devices_memory() {
    held.hold();
    CompletableFuture<List<Integer>> three = whileHeld(1, DOUBLE, List.of(1, 2, 3), account);
    CompletableFuture<List<Integer>> two = whileHeld(2, DOUBLE, List.of(4, 5), account);
    CompletableFuture<List<Integer>> one = whileHeld(3, DOUBLE, List.of(6), account);
    held.release();
    CompletableFuture.allOf(three, two, one).join();
    assertThat(batches).containsExactly(List.of(1, 2, 3, 6), List.of(4, 5));
    assertThat(worker.submit(DOUBLE, List.of(1, 2, 3, 4, 5), this::doubled, account))
        .containsExactly(2, 4, 6, 8, 10);
    assertThat(batches).endsWith(List.of(1, 2, 3, 4), List.of(5));
  }

  @Test
  void one_call_that_fails_does_not_fail_the_others_of_its_batch() {
    held.hold();
    CompletableFuture<List<Integer>> good = whileHeld(1, DOUBLE, List.of(1), account);
    CompletableFuture<List<Integer>> bad = whileHeld(2, DOUBLE, List.of(-1), account);
    held.release();
    assertThat(good.join()).containsExactly(2);
    assertThatThrownBy(bad::join)
        .cause()
        .isInstanceOf(DeviceCallException.class)
        .hasMessage("the call 'double' failed: -1 is negative");
    assertThat(worker.submit(DOUBLE, List.of(5), this::doubled, account)).containsExactly(10);
  }

  @Test
  void charges_each_account_its_rows_share_of_the_time() {
    DeviceAccount large = new DeviceAccount(false);
    DeviceAccount small = new DeviceAccount(false);
    held.hold();
    CompletableFuture<List<Integer>> three = whileHeld(1, DOUBLE, List.of(1, 2, 3), large);
    CompletableFuture<List<Integer>> one = whileHeld(2, DOUBLE, List.of(4), small);
    held.release();
    CompletableFuture.allOf(three, one).join();
    assertThat(small.nanos()).isEqualTo(100);
    assertThat(large.nanos()).isEqualTo(300);
  }

  @Test
  void says_how_long_the_running_call_has_run_and_all_of_them_together() {
    held.hold();
    now.addAndGet(300);
    assertThat(worker.callAge()).hasNanos(300);
    assertThat(worker.busy()).hasNanos(300);
    CompletableFuture<List<Integer>> next = whileHeld(1, DOUBLE, List.of(1), account);
    held.release();
    next.join();
    assertThat(worker.submit(DOUBLE, List.of(2), this::doubled, account)).containsExactly(4);
    now.addAndGet(1000);
    assertThat(worker.callAge()).isZero();
    assertThat(worker.busy()).hasNanos(300 + 400 + 400);
  }

  @Test
  void an_interrupted_caller_leaves_the_queue() throws InterruptedException {
    held.hold();
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    worker.submit(DOUBLE, List.of(1), this::doubled, account);
                  } catch (DeviceCallException e) {
                    failure.complete(e);
                  }
                });
    held.awaitWaiting(1);
    caller.interrupt();
    caller.join();
    assertThat(failure.join()).hasMessage("the call 'double' was interrupted");
    assertThat(worker.waiting()).isZero();
  }

  @Test
  void closing_answers_what_waits_and_refuses_what_comes_later() {
    held.hold();
    CompletableFuture<List<Integer>> waiting = whileHeld(1, DOUBLE, List.of(1), account);
    held.release();
    worker.close();
    assertThat(waiting.join()).containsExactly(2);
    assertThatThrownBy(() -> worker.submit(DOUBLE, List.of(1), this::doubled, account))
        .isInstanceOf(DeviceCallException.class)
        .hasMessage("the call 'double' came after its worker was closed");
  }

  @Test
  void waits_for_a_job_that_shared_the_batch_before() {
    DeviceAccount other = new DeviceAccount(false);
    shareABatch(Duration.ofMinutes(8), other);
    CompletableFuture<List<Integer>> back = held.waiting(1, () -> submitted(3, account));
    assertThat(submitted(4, other)).containsExactly(8);
    assertThat(back.join()).containsExactly(6);
    assertThat(batches).containsExactly(List.of(1, 2), List.of(3, 4));
  }

  @Test
  void does_not_wait_longer_than_a_share_of_what_the_batch_before_took() {
    shareABatch(Duration.ofMillis(8), new DeviceAccount(false));
    assertThat(submitted(3, account)).containsExactly(6);
    assertThat(batches).containsExactly(List.of(1, 2), List.of(3));
  }

  @Test
  void closing_ends_the_wait_for_others() {
    shareABatch(Duration.ofDays(8), new DeviceAccount(false));
    CompletableFuture<List<Integer>> back = held.waiting(1, () -> submitted(3, account));
    worker.close();
    assertThat(back.join()).containsExactly(6);
  }

  private void shareABatch(Duration time, DeviceAccount other) {
    held.hold();
    Function<List<Integer>, List<Integer>> slowly =
        rows -> {
          now.addAndGet(time.toNanos());
          return doubled(rows);
        };
    CompletableFuture<List<Integer>> first =
        held.waiting(1, () -> worker.submit(DOUBLE, List.of(1), slowly, account));
    CompletableFuture<List<Integer>> second =
        held.waiting(2, () -> worker.submit(DOUBLE, List.of(2), slowly, other));
    held.release();
    CompletableFuture.allOf(first, second).join();
  }

  private List<Integer> submitted(int row, DeviceAccount payer) {
    return worker.submit(DOUBLE, List.of(row), this::doubled, payer);
  }

  private List<Integer> doubled(List<Integer> rows) {
    rows.stream()
        .filter(row -> row < 0)
        .forEach(
            row -> {
              throw new IllegalStateException(row + " is negative");
            });
    batches.add(List.copyOf(rows));
    now.addAndGet(400);
    return rows.stream().map(row -> 2 * row).toList();
  }

  private CompletableFuture<List<Integer>> whileHeld(
      int place, BatchKey key, List<Integer> rows, DeviceAccount payer) {
    return held.waiting(place, () -> worker.submit(key, rows, this::doubled, payer));
  }
}
