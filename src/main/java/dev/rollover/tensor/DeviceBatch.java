package dev.rollover.tensor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that are run as one by a worker. A batch of several that fails is run again call by call,
 * so that one job's failure is not another's; one that finds no memory is run again in halves, down
 * to a single row.
 */
record DeviceBatch<R, A>(List<DeviceCall<R, A>> calls, DeviceWorker worker) {

  private static final Logger LOG = LoggerFactory.getLogger(DeviceBatch.class);

  /** Calls of equal keys have rows and answers of equal types: that is what a key says. */
  @SuppressWarnings("unchecked")
  static DeviceBatch<?, ?> of(List<DeviceCall<?, ?>> calls, DeviceWorker worker) {
    List<DeviceCall<Object, Object>> alike = new ArrayList<>();
    calls.forEach(call -> alike.add((DeviceCall<Object, Object>) call));
    return new DeviceBatch<>(alike, worker);
  }

  void run() {
    try {
      answer();
    } catch (RuntimeException | Error e) { // Whatever it was, somebody waits to hear of it.
      if (DeviceOutOfMemoryException.isToldBy(e)) {
        runHalves(e);
      } else if (calls.size() == 1) {
        fail(e);
      } else {
        calls.forEach(call -> with(List.of(call)).run());
      }
    }
  }

  private void fail(Throwable cause) {
    worker.observer().failed(key().operation());
    calls.getFirst().fail(cause);
  }

  private DeviceBatch<R, A> with(List<DeviceCall<R, A>> others) {
    return new DeviceBatch<>(others, worker);
  }

  private BatchKey key() {
    return calls.getFirst().key();
  }

  private List<R> rows() {
    return calls.stream().flatMap(call -> call.rows().stream()).toList();
  }

  private void runHalves(Throwable noMemory) {
    int rows = rows().size();
    worker.observer().ranOutOfMemory(key().operation(), rows);
    if (rows == 1) {
      fail(new DeviceOutOfMemoryException(key(), noMemory));
      return;
    }
    LOG.warn(
        "{} has no memory for {} rows of '{}': they go by halves from now on",
        worker.name(),
        rows,
        key().operation());
    worker.queue().bound(key(), rows);
    if (calls.size() > 1) {
      int half = calls.size() / 2;
      with(calls.subList(0, half)).run();
      with(calls.subList(half, calls.size())).run();
    } else {
      halve(calls.getFirst());
    }
  }

  private void halve(DeviceCall<R, A> call) {
    int half = call.rows().size() / 2;
    List<A> answers = new ArrayList<>();
    for (DeviceCall<R, A> part : List.of(call.part(0, half), call.part(half, call.rows().size()))) {
      with(List.of(part)).run();
      if (part.answers().isCompletedExceptionally()) {
        call.fail(part.answers().exceptionNow());
        return;
      }
      answers.addAll(part.answers().resultNow());
    }
    call.answers().complete(List.copyOf(answers));
  }

  private void answer() {
    List<R> rows = rows();
    worker.occupation().begin();
    List<A> answers;
    long nanos;
    try {
      answers = operation().apply(rows);
    } finally {
      nanos = worker.occupation().end();
    }
    if (answers.size() != rows.size()) {
      throw new IllegalStateException(
          "%d rows got %d answers".formatted(rows.size(), answers.size()));
    }
    Duration time = Duration.ofNanos(nanos);
    worker.observer().ran(key().operation(), rows.size(), calls.size(), time);
    worker.observer().timed(key(), rows.size(), time);
    hand(answers, nanos);
  }

  private Function<List<R>, List<A>> operation() {
    return Objects.requireNonNull(calls.getFirst().ways().get(worker.name()));
  }

  private void hand(List<A> answers, long nanos) {
    int at = 0;
    for (DeviceCall<R, A> call : calls) {
      call.account().charge(nanos * call.rows().size() / answers.size());
      int end = at + call.rows().size();
      call.answers().complete(List.copyOf(answers.subList(at, end)));
      at = end;
    }
  }
}
