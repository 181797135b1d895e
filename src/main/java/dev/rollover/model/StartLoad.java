package dev.rollover.model;

/** Something that is loaded when the service answers already, before it is ready. */
public interface StartLoad {

  /** What health calls it. */
  String label();

  /** Bytes that its weights take on its devices; 0 where that is known only once they are read. */
  default long bytes() {
    return 0;
  }

  /**
   * Loads it, on this thread; an interrupt cuts that short.
   *
   * @param triedOut to be told when all is loaded, and is gone through once
   * @throws RuntimeException whatever is wrong with it, which ends the start
   */
  void load(Runnable triedOut);
}
