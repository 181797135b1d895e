package dev.rollover.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** How far something is that is loaded at the start. Safe for use by many threads. */
final class LoadState implements LoadWatch {

  private final long planned;
  private Phase phase = Phase.WAITING;
  private long begun;
  private long loaded;

  /** What is done about it. */
  enum Phase {
    WAITING("waiting"),
    LOADING("loading"),
    WARMING_UP("warming up"),
    READY("ready");

    private final String label;

    Phase(String label) {
      this.label = label;
    }
  }

  /**
   * Nothing is loaded yet.
   *
   * @param planned bytes of all its weights; 0 where they are known only as their networks begin
   */
  LoadState(long planned) {
    this.planned = planned;
  }

  /** It has come so far. */
  synchronized void enter(Phase next) {
    phase = next;
  }

  synchronized boolean isReady() {
    return phase == Phase.READY;
  }

  @Override
  public synchronized void begins(long bytes) {
    begun += bytes;
  }

  @Override
  public synchronized void loaded(long bytes) {
    loaded += bytes;
  }

  /** For health: {@code state}, and {@code bytes}, {@code ofBytes}, {@code percent} of a load. */
  synchronized Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("state", phase.label);
    if (phase == Phase.LOADING) {
      details.put("bytes", loaded);
      details.put("ofBytes", total());
      details.put("percent", percent());
    }
    return details;
  }

  /** In a few words. */
  synchronized String told() {
    return phase == Phase.LOADING ? "%s, %d %%".formatted(phase.label, percent()) : phase.label;
  }

  private long total() {
    return Math.max(planned, begun);
  }

  private long percent() {
    return total() == 0 ? 0 : Math.floorDiv(100 * loaded, total());
  }
}
