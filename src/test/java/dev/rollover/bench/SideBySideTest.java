package dev.rollover.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  @Test
  void answers_come_in_the_order_of_the_tasks_however_they_end() throws Exception {
    CountDownLatch secondEnded = new CountDownLatch(1);
    Callable<Integer> first =
        () -> {
          secondEnded.await();
          return 1;
        };
    Callable<Integer> second =
        () -> {
          secondEnded.countDown();
          return 2;
        };

    assertThat(SideBySide.run(List.of(first, second), 2)).containsExactly(1, 2);
  }

  @Test
  void a_failure_surfaces_with_its_cause() {
    IllegalStateException cause = new IllegalStateException("no");
    Callable<Integer> fails =
        () -> {
          throw cause;
        };

    assertThatThrownBy(() -> SideBySide.run(List.of(() -> 1, fails), 1))
        .isInstanceOf(ExecutionException.class)
        .hasCause(cause);
  }
}
