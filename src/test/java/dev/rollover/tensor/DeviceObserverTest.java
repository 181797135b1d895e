package dev.rollover.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NullMarked
class DeviceObserverTest {

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final DeviceWorker worker =
      new DeviceWorker(2, DeviceObserver.all(List.of(new Hears("a"), new Hears("b"))));

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void every_observer_hears_of_a_callers_wait_and_of_the_batch() {
    submit(rows -> rows);

    assertThat(heard)
        .containsExactly("a waits", "b waits", "a ran", "b ran", "b waited", "a waited");
  }

  @Test
  void a_call_that_fails_is_heard_of_by_its_worker_and_by_its_caller() {
    assertThatThrownBy(
            () ->
                submit(
                    rows -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(DeviceCallException.class);

    assertThat(heard)
        .containsExactly(
            "a waits",
            "b waits",
            "a failed",
            "b failed",
            "a in vain",
            "b in vain",
            "b waited",
            "a waited");
  }

  @Test
  void one_observer_alone_is_itself() {
    DeviceObserver alone = new Hears("a");

    assertThat(DeviceObserver.all(List.of(alone))).isSameAs(alone);
  }

  private void submit(UnaryOperator<List<Integer>> operation) {
    BatchKey key = new BatchKey("model", "op", 1);
    worker.submit(key, List.of(1), operation, new DeviceAccount(false));
  }

  /** Writes down what it hears. */
  private final class Hears implements DeviceObserver {

    private final String name;

    Hears(String name) {
      this.name = name;
    }

    @Override
    public void ran(String operation, int rows, int calls, Duration time) {
      heard.add(name + " ran");
    }

    @Override
    public void failed(String operation) {
      heard.add(name + " failed");
    }

    @Override
    public Wait waits(String operation, int rows) {
      heard.add(name + " waits");
      return new Wait() {
        @Override
        public void failed(Throwable failure) {
          heard.add(name + " in vain");
        }

        @Override
        public void close() {
          heard.add(name + " waited");
        }
      };
    }
  }
}
