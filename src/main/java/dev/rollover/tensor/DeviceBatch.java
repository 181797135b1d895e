package dev.rollover.tensor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that are run as one. A batch of several that fails is run again call by call, so that one
 * job's failure is not another's.
 *
 * @param maxRows of one run of the operation, for the device's memory
 */
record DeviceBatch<R, A>(List<DeviceCall<R, A>> calls, int maxRows, DeviceObserver observer) {

  /** Calls of equal keys have rows and answers of equal types: that is what a key says. */
  @SuppressWarnings("unchecked")
  static DeviceBatch<?, ?> of(List<DeviceCall<?, ?>> calls, int maxRows, DeviceObserver observer) {
    List<DeviceCall<Object, Object>> alike = new ArrayList<>();
    calls.forEach(call -> alike.add((DeviceCall<Object, Object>) call));
    return new DeviceBatch<>(alike, maxRows, observer);
  }

  void run() {
    try {
      answer();
    } catch (RuntimeException | Error e) { // Whatever it was, somebody waits to hear of it.
      if (calls.size() == 1) {
        calls.getFirst().fail(e);
      } else {
        calls.forEach(call -> new DeviceBatch<>(List.of(call), maxRows, observer).run());
      }
    }
  }

  private void answer() {
    List<R> rows = calls.stream().flatMap(call -> call.rows().stream()).toList();
    long start = System.nanoTime();
    List<A> answers = answers(rows);
    long nanos = System.nanoTime() - start;
    observer.ran(
        calls.getFirst().key().operation(), rows.size(), calls.size(), Duration.ofNanos(nanos));
    int at = 0;
    for (DeviceCall<R, A> call : calls) {
      call.account().charge(nanos * call.rows().size() / rows.size());
      int end = at + call.rows().size();
      call.answers().complete(List.copyOf(answers.subList(at, end)));
      at = end;
    }
  }

  private List<A> answers(List<R> rows) {
    List<A> answers = new ArrayList<>(rows.size());
    for (int at = 0; at < rows.size(); at += maxRows) {
      List<R> part = rows.subList(at, Math.min(at + maxRows, rows.size()));
      List<A> partAnswers = calls.getFirst().operation().apply(part);
      if (partAnswers.size() != part.size()) {
        throw new IllegalStateException(
            "%d rows got %d answers".formatted(part.size(), partAnswers.size()));
      }
      answers.addAll(partAnswers);
    }
    return answers;
  }
}
