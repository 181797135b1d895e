package dev.rollover.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The calls that wait for a device, in the order in which they came, and which of them go next:
 * those that together have the most rows, the oldest of such first. But no call lets more than
 * {@value #MOST_LET_BY} batches by that were begun after it came, apart from those of calls that
 * are older still: so a large job does not starve a small one.
 *
 * <p>Not for several threads at a time.
 */
final class WaitingCalls {

  /** Enough for a call to be joined by those that are a phase behind. */
  static final int MOST_LET_BY = 2;

  private final int maxRows;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Set<DeviceAccount> expected = new HashSet<>();

  WaitingCalls(int maxRows) {
    this.maxRows = maxRows;
  }

  void add(DeviceCall<?, ?> call) {
    expected.remove(call.account());
    waiting.add(new Waiting(call));
  }

  @SuppressWarnings("ReferenceEquality") // Two calls may ask the same.
  void remove(DeviceCall<?, ?> call) {
    waiting.removeIf(other -> other.call == call);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  int size() {
    return waiting.size();
  }

  /**
   * Whether the next batch, of which there is at least one call, has room for more, and some job of
   * the batch before has not come back with its next call yet.
   */
  boolean mayGrow() {
    Batch next = next();
    return expected.stream().anyMatch(account -> !account.alone())
        && next.rows < maxRows
        && !next.calls.getFirst().call.account().alone();
  }

  /** Takes the calls of the next batch, of which there is at least one. */
  List<DeviceCall<?, ?>> take() {
    Batch next = next();
    waiting.removeAll(next.calls);
    waiting.forEach(other -> other.letBy++);
    expected.clear();
    next.calls.forEach(taken -> expected.add(taken.call.account()));
    return next.calls.stream().<DeviceCall<?, ?>>map(taken -> taken.call).toList();
  }

  private Batch next() {
    List<Batch> batches = batches();
    Batch oldest = batches.getFirst();
    return oldest.calls.getFirst().letBy >= MOST_LET_BY
        ? oldest
        : batches.stream().max(Comparator.comparingInt(batch -> batch.rows)).orElse(oldest);
  }

  /**
   * What could go next: a batch of each kind, as large as can be, that of the oldest call first.
   */
  private List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (Waiting next : waiting) {
      Optional<Batch> alike = batches.stream().filter(batch -> batch.isJoinedBy(next)).findFirst();
      if (alike.isEmpty()) {
        batches.add(new Batch(next));
      } else if (alike.get().rows + next.call.rows().size() <= maxRows) {
        alike.get().add(next);
      }
    }
    return batches;
  }

  private static final class Waiting {

    private final DeviceCall<?, ?> call;
    private int letBy;

    private Waiting(DeviceCall<?, ?> call) {
      this.call = call;
    }
  }

  private static final class Batch {

    private final List<Waiting> calls = new ArrayList<>();
    private int rows;

    private Batch(Waiting first) {
      add(first);
    }

    private boolean isJoinedBy(Waiting other) {
      return calls.getFirst().call.joins(other.call);
    }

    private void add(Waiting next) {
      calls.add(next);
      rows += next.call.rows().size();
    }
  }
}
