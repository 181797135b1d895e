package dev.rollover.tensor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls that wait for devices, in the order in which they came, and which of them a device's
 * worker takes next: of those that it can do, those that together have the most rows, the oldest of
 * such first. But no call lets more than {@value #MOST_LET_BY} batches by that were begun after it
 * came by workers that could have taken it, apart from those of calls that are older still: so a
 * large job does not starve a small one.
 *
 * <p>What could go together waits together for whichever worker is free first. Only where other
 * workers rest that could do it too, each takes no more than its share of the rows: at least the
 * oldest call, and of the others as many as fit.
 *
 * <p>Not for several threads at a time.
 */
final class WaitingCalls {

  /** Enough for a call to be joined by those that are a phase behind. */
  static final int MOST_LET_BY = 2;

  private final BatchLimits limits;
  private final List<Waiting> waiting = new ArrayList<>();
  private final Map<BatchKey, Integer> bounds = new HashMap<>();
  private final Map<String, Set<DeviceAccount>> expected = new HashMap<>();

  WaitingCalls(BatchLimits limits) {
    this.limits = limits;
  }

  void add(DeviceCall<?, ?> call) {
    expected.values().forEach(accounts -> accounts.remove(call.account()));
    waiting.add(new Waiting(call));
  }

  @SuppressWarnings("ReferenceEquality") // Two calls may ask the same.
  void remove(DeviceCall<?, ?> call) {
    waiting.removeIf(other -> other.call == call);
  }

  /** Most rows of a key that go together. */
  int mostRows(BatchKey key) {
    return Math.min(limits.rowsOf(key), bounds.getOrDefault(key, Integer.MAX_VALUE));
  }

  /** From now on, fewer rows of a key go together: for so many there was no memory. */
  void bound(BatchKey key, int tooManyRows) {
    bounds.merge(key, Math.ceilDiv(tooManyRows, 2), Math::min);
  }

  /** Calls that a worker could take. */
  int size(String worker) {
    return (int) waiting.stream().filter(other -> other.call.isFor(worker)).count();
  }

  /**
   * Whether the next batch of a worker, of which there is at least one call, has room for more, and
   * some job has not come back with its next call yet that was in the batch before of a worker that
   * rests.
   *
   * @param resting the workers that do nothing at present, this one among them
   */
  boolean mayGrow(String worker, Set<String> resting) {
    Batch next = next(worker);
    return resting.stream()
            .flatMap(other -> expected.getOrDefault(other, Set.of()).stream())
            .anyMatch(account -> !account.alone())
        && next.rows < mostRows(next.first().key())
        && !next.first().account().alone();
  }

  /**
   * Takes the calls of a worker's next batch, of which there is at least one.
   *
   * @param resting the workers that do nothing at present
   */
  List<DeviceCall<?, ?>> take(String worker, Set<String> resting) {
    List<Waiting> taken = share(next(worker), worker, resting);
    waiting.removeAll(taken);
    waiting.stream().filter(other -> other.call.isFor(worker)).forEach(other -> other.letBy++);
    Set<DeviceAccount> accounts = new HashSet<>();
    taken.forEach(next -> accounts.add(next.call.account()));
    expected.put(worker, accounts);
    return taken.stream().<DeviceCall<?, ?>>map(next -> next.call).toList();
  }

  private Batch next(String worker) {
    List<Batch> batches = batches(worker);
    Batch oldest = batches.getFirst();
    return oldest.calls.getFirst().letBy >= MOST_LET_BY
        ? oldest
        : batches.stream().max(Comparator.comparingInt(batch -> batch.rows)).orElse(oldest);
  }

  /**
   * What could go next: a batch of each kind, as large as can be, that of the oldest call first.
   */
  private List<Batch> batches(String worker) {
    List<Batch> batches = new ArrayList<>();
    for (Waiting next : waiting) {
      if (next.call.isFor(worker)) {
        batches.stream()
            .filter(batch -> batch.isJoinedBy(next))
            .findFirst()
            .ifPresentOrElse(
                batch -> batch.addWithin(mostRows(next.call.key()), next),
                () -> batches.add(new Batch(next)));
      }
    }
    return batches;
  }

  /** What of a batch is left to a worker where others rest that could do it too. */
  private List<Waiting> share(Batch batch, String worker, Set<String> resting) {
    long others =
        resting.stream()
            .filter(other -> !other.equals(worker) && batch.first().isFor(other))
            .count();
    if (others == 0) {
      return batch.calls;
    }
    int rows =
        waiting.stream()
            .filter(batch::isOfItsKind)
            .mapToInt(other -> other.call.rows().size())
            .sum();
    Batch part = new Batch(batch.calls.getFirst());
    int most = Math.toIntExact(Math.ceilDiv(rows, 1 + others));
    batch.calls.stream().skip(1).forEach(next -> part.addWithin(most, next));
    return part.calls;
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

    private DeviceCall<?, ?> first() {
      return calls.getFirst().call;
    }

    private boolean isJoinedBy(Waiting other) {
      return first().joins(other.call);
    }

    private boolean isOfItsKind(Waiting other) {
      return calls.getFirst() == other || isJoinedBy(other);
    }

    private void addWithin(int mostRows, Waiting next) {
      if (rows + next.call.rows().size() <= mostRows) {
        add(next);
      }
    }

    private void add(Waiting next) {
      calls.add(next);
      rows += next.call.rows().size();
    }
  }
}
