package dev.rollover.run;

import dev.rollover.generation.Generation;

/** Follows runs, each on the run's own thread. */
@FunctionalInterface
public interface RunFollower {

  /** Follows none. */
  RunFollower NONE = generation -> Following.NOTHING;

  /** A search begins, or goes on from where the run before left it. */
  Following begin(Generation generation);

  /** One run, to be closed when it is over. */
  interface Following extends AutoCloseable {

    /** Nothing is followed. */
    Following NOTHING = failure -> {};

    /** The run ends like this, and its generation perhaps with it. */
    void failed(Throwable failure);

    @Override
    default void close() {}
  }
}
