package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class WaitingCallsTest {

  private static final int MAX_ROWS = 8;
  private static final String WORKER = "a";

  private final WaitingCalls waiting = new WaitingCalls(BatchLimits.ofRows(MAX_ROWS));
  private final DeviceAccount account = new DeviceAccount(false);
  private final List<DeviceAccount> jobs = new ArrayList<>();

  @Test
  void the_calls_with_most_rows_together_go_first() {
    DeviceCall<?, ?> decode = add("decode", 3, account);
    DeviceCall<?, ?> velocity = add("velocity", 2, account);
    DeviceCall<?, ?> another = add("velocity", 2, account);
    assertThat(take()).containsExactly(velocity, another);
    assertThat(take()).containsExactly(decode);
    assertThat(waiting.size(WORKER)).isZero();
  }

  @Test
  void of_batches_with_equal_rows_that_of_the_oldest_call_goes_first() {
    DeviceCall<?, ?> decode = add("decode", 2, account);
    add("velocity", 2, account);
    assertThat(take()).containsExactly(decode);
  }

  @Test
  void a_small_jobs_call_is_served_although_a_large_jobs_calls_always_wait() {
    DeviceAccount large = new DeviceAccount(false);
    add("velocity", MAX_ROWS, large);
    DeviceCall<?, ?> small = add("encode", 1, account);
    int batches = 1;
    while (!take().contains(small)) {
      add("velocity", MAX_ROWS, large);
      add("velocity", MAX_ROWS, large);
      batches++;
    }
    assertThat(batches).isEqualTo(1 + WaitingCalls.MOST_LET_BY);
  }

  @Test
  void a_small_job_finds_room_beside_a_large_one_that_came_later() {
    DeviceAccount large = new DeviceAccount(false);
    DeviceCall<?, ?> first = add("velocity", 6, large);
    DeviceCall<?, ?> small = add("velocity", 1, account);
    add("velocity", 6, large);
    assertThat(take()).containsExactly(first, small);
  }

  @Test
  void many_small_jobs_of_each_kind_wait_no_longer_than_those_before_them_take() {
    List<DeviceCall<?, ?>> small = new ArrayList<>();
    for (int kind = 0; kind < 5; kind++) {
      small.add(add("kind " + kind, 1, account));
    }
    List<DeviceCall<?, ?>> served = new ArrayList<>();
    for (int batch = 0; batch < WaitingCalls.MOST_LET_BY + small.size(); batch++) {
      add("velocity", MAX_ROWS, account);
      served.addAll(take());
    }
    assertThat(served).containsAll(small);
  }

  @Test
  void more_is_expected_of_jobs_that_shared_a_batch_until_all_are_back() {
    DeviceAccount other = new DeviceAccount(false);
    add("velocity", 2, account);
    add("velocity", 2, other);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
    take();
    add("decode", 2, account);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isTrue();
    add("decode", 2, other);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
  }

  @Test
  void nothing_is_expected_where_a_job_is_alone() {
    add("velocity", 2, account);
    take();
    add("decode", 2, account);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
  }

  @Test
  void nothing_is_waited_for_that_could_not_go_along() {
    DeviceAccount apart = new DeviceAccount(true);
    add("velocity", 2, apart);
    take();
    add("decode", 2, account);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
    take();
    add("velocity", 2, apart);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
    take();
    add("velocity", 2, account);
    add("velocity", 2, new DeviceAccount(false));
    take();
    add("decode", MAX_ROWS, account);
    assertThat(waiting.mayGrow(WORKER, Set.of(WORKER))).isFalse();
  }

  @Test
  void a_call_that_is_given_up_no_longer_waits() {
    DeviceCall<?, ?> call = add("velocity", 2, account);
    add("velocity", 2, account);
    waiting.remove(call);
    assertThat(waiting.size(WORKER)).isOne();
    assertThat(take()).doesNotContain(call);
  }

  @Test
  void of_what_waits_a_worker_leaves_their_share_to_those_that_rest() {
    List<DeviceCall<?, ?>> calls = addForBoth(1, 1, 1, 1, 1);
    assertThat(waiting.take("a", Set.of("a", "b"))).isEqualTo(calls.subList(0, 3));
    assertThat(waiting.take("b", Set.of("b"))).isEqualTo(calls.subList(3, 5));
  }

  @Test
  void takes_all_while_the_others_are_busy_or_cannot_do_it() {
    List<DeviceCall<?, ?>> calls = addForBoth(1, 1, 1, 1);
    assertThat(waiting.take("a", Set.of("a"))).isEqualTo(calls);
    DeviceCall<?, ?> mine = add("velocity", 2, account);
    DeviceCall<?, ?> too = add("velocity", 2, account);
    assertThat(waiting.size("b")).isZero();
    assertThat(waiting.take("a", Set.of("a", "b"))).containsExactly(mine, too);
  }

  @Test
  void no_call_is_cut_to_be_shared() {
    List<DeviceCall<?, ?>> calls = addForBoth(6, 1, 1);
    assertThat(waiting.take("a", Set.of("a", "b"))).containsExactly(calls.getFirst());
    assertThat(waiting.take("b", Set.of("b"))).isEqualTo(calls.subList(1, 3));
  }

  @Test
  void jobs_of_who_rests_are_expected_back_until_they_go_to_another_device() {
    addForBoth(2, 2);
    assertThat(waiting.take("a", Set.of("a"))).hasSize(2);
    DeviceAccount third = new DeviceAccount(false);
    addForBoth(third, 2);
    assertThat(waiting.mayGrow("a", Set.of("a"))).isTrue();
    assertThat(waiting.mayGrow("b", Set.of("b"))).isFalse();
    assertThat(waiting.mayGrow("b", Set.of("a", "b"))).isTrue();
    jobs.forEach(job -> add("decode", Map.of("c", row -> row), 2, job));
    assertThat(waiting.mayGrow("a", Set.of("a", "b"))).isFalse();
  }

  private List<DeviceCall<?, ?>> addForBoth(int... rows) {
    List<DeviceCall<?, ?>> calls = new ArrayList<>();
    for (int some : rows) {
      jobs.add(new DeviceAccount(false));
      calls.add(addForBoth(jobs.getLast(), some));
    }
    return calls;
  }

  private DeviceCall<?, ?> addForBoth(DeviceAccount job, int rows) {
    return add("velocity", Map.of("a", row -> row, "b", row -> row), rows, job);
  }

  private List<DeviceCall<?, ?>> take() {
    return waiting.take(WORKER, Set.of());
  }

  private DeviceCall<?, ?> add(String operation, int rows, DeviceAccount payer) {
    return add(operation, Map.of(WORKER, row -> row), rows, payer);
  }

  private DeviceCall<?, ?> add(
      String operation,
      Map<String, Function<List<Integer>, List<Integer>>> ways,
      int rows,
      DeviceAccount payer) {
    DeviceCall<Integer, Integer> call =
        new DeviceCall<>(
            new BatchKey("model", operation, 1),
            Collections.nCopies(rows, 1),
            ways,
            payer,
            new CompletableFuture<>());
    waiting.add(call);
    return call;
  }
}
