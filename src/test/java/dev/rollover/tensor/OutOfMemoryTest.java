package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device that has memory for so many rows and no more. */
@NullMarked
class OutOfMemoryTest {

  private static final BatchKey KEY = new BatchKey("model", "velocity", 1);

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final DeviceObserver observer =
      new DeviceObserver() {
        @Override
        public void ran(String operation, int rows, int calls, Duration time) {
          heard.add(rows + " ran");
        }

        @Override
        public void ranOutOfMemory(String operation, int rows) {
          heard.add(rows + " are too many");
        }

        @Override
        public void failed(String operation) {
          heard.add("failed");
        }
      };
  private final DeviceAccount account = new DeviceAccount(false);
  private final HeldWorker held = new HeldWorker(16, observer);

  @AfterEach
  void close() {
    held.close();
  }

  @Test
  void a_call_goes_by_halves_and_is_answered_in_order() {
    assertThat(submit(2, List.of(1, 2, 3, 4, 5, 6, 7), account))
        .containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(heard)
        .containsExactly(
            "7 are too many",
            "3 are too many",
            "1 ran",
            "2 ran",
            "4 are too many",
            "2 ran",
            "2 ran");
  }

  @Test
  void those_that_come_later_are_made_no_larger() {
    submit(4, List.of(1, 2, 3, 4, 5, 6, 7, 8), account);
    heard.clear();

    assertThat(submit(4, List.of(1, 2, 3, 4, 5, 6, 7, 8), account)).hasSize(8);
    assertThat(heard).containsExactly("4 ran", "4 ran");
    heard.clear();

    BatchKey smaller = new BatchKey("model", "velocity", 2);
    held.worker().submit(smaller, List.of(1, 2, 3, 4, 5, 6, 7, 8), rows -> rows, account);
    assertThat(heard).containsExactly("8 ran");
  }

  @Test
  void calls_of_several_jobs_are_told_apart_before_any_is_cut() {
    held.hold();
    CompletableFuture<List<Integer>> one = whileHeld(1, List.of(1, 2, 3));
    CompletableFuture<List<Integer>> other = whileHeld(2, List.of(4, 5, 6));
    held.release();
    assertThat(one.join()).containsExactly(1, 2, 3);
    assertThat(other.join()).containsExactly(4, 5, 6);
    assertThat(heard).containsExactly("1 ran", "6 are too many", "3 ran", "3 ran");
  }

  @Test
  void a_row_that_is_too_large_by_itself_fails_its_job_alone() {
    held.hold();
    CompletableFuture<List<Integer>> good = whileHeld(1, List.of(1, 2, 3));
    CompletableFuture<List<Integer>> large = whileHeld(2, List.of(-1));
    held.release();
    assertThat(good.join()).containsExactly(1, 2, 3);
    assertThatThrownBy(large::join)
        .cause()
        .isInstanceOf(DeviceOutOfMemoryException.class)
        .hasMessage(
            "the call 'velocity' found no memory for a single row:"
                + " CUDA out of memory. Tried to allocate 2.00 GiB");
    assertThat(submit(3, List.of(7), account)).containsExactly(7);
  }

  @Test
  void one_row_of_a_call_that_is_too_large_fails_the_call_once() {
    assertThatThrownBy(() -> submit(4, List.of(1, 2, -1, 3), account))
        .isInstanceOf(DeviceOutOfMemoryException.class);
    assertThat(heard).filteredOn("failed"::equals).hasSize(1);
  }

  @Test
  void libtorch_is_understood() {
    try (Device device = Device.cpu();
        Scope scope = device.scope()) {
      assertThatThrownBy(() -> scope.manager().zeros(new Shape(1L << 50)))
          .satisfies(failure -> assertThat(DeviceOutOfMemoryException.isToldBy(failure)).isTrue());
      assertThatThrownBy(() -> scope.floats(new float[3], 4))
          .satisfies(failure -> assertThat(DeviceOutOfMemoryException.isToldBy(failure)).isFalse());
    }
  }

  private CompletableFuture<List<Integer>> whileHeld(int place, List<Integer> rows) {
    return held.waiting(place, () -> submit(3, rows, new DeviceAccount(false)));
  }

  private List<Integer> submit(int memory, List<Integer> rows, DeviceAccount payer) {
    return held.worker().submit(KEY, rows, batch -> within(memory, batch), payer);
  }

  private static List<Integer> within(int memory, List<Integer> rows) {
    if (rows.size() > memory || rows.contains(-1)) {
      throw new IllegalStateException(
          "\nCUDA out of memory. Tried to allocate 2.00 GiB\nException raised from malloc");
    }
    return rows;
  }
}
