package dev.rollover.tensor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that are run as one. A batch of several that fails is run again call by call, so that one
 * job's failure is not another's.
 */
record DeviceBatch<R, A>(
    List<DeviceCall<R, A>> calls, DeviceObserver observer, Occupation occupation) {

  /** Calls of equal keys have rows and answers of equal types: that is what a key says. */
  @SuppressWarnings("unchecked")
  static DeviceBatch<?, ?> of(
      List<DeviceCall<?, ?>> calls, DeviceObserver observer, Occupation occupation) {
    List<DeviceCall<Object, Object>> alike = new ArrayList<>();
    calls.forEach(call -> alike.add((DeviceCall<Object, Object>) call));
    return new DeviceBatch<>(alike, observer, occupation);
  }

  void run() {
    try {
      answer();
    } catch (RuntimeException | Error e) { // Whatever it was, somebody waits to hear of it.
      if (calls.size() == 1) {
        observer.failed(operation());
        calls.getFirst().fail(e);
      } else {
        calls.forEach(call -> new DeviceBatch<>(List.of(call), observer, occupation).run());
      }
    }
  }

  private String operation() {
    return calls.getFirst().key().operation();
  }

  private void answer() {
    List<R> rows = calls.stream().flatMap(call -> call.rows().stream()).toList();
    occupation.begin();
    List<A> answers;
    long nanos;
    try {
      answers = calls.getFirst().operation().apply(rows);
    } finally {
      nanos = occupation.end();
    }
    if (answers.size() != rows.size()) {
      throw new IllegalStateException(
          "%d rows got %d answers".formatted(rows.size(), answers.size()));
    }
    Duration time = Duration.ofNanos(nanos);
    observer.ran(operation(), rows.size(), calls.size(), time);
    observer.timed(calls.getFirst().key(), rows.size(), time);
    int at = 0;
    for (DeviceCall<R, A> call : calls) {
      call.account().charge(nanos * call.rows().size() / rows.size());
      int end = at + call.rows().size();
      call.answers().complete(List.copyOf(answers.subList(at, end)));
      at = end;
    }
  }
}
