package dev.rollover.reward.vlm;

import dev.rollover.reward.Caller;
import dev.rollover.reward.RewardNotAwaitedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The waits of one caller's questions: for a slot, for a closed circuit, for another try. Whoever
 * only waits for an answer that is under way is not among them.
 */
final class Waits {

  private final String reward;
  private final Caller caller;
  private final Pause pause;
  private final AtomicInteger waiting = new AtomicInteger();

  /** A wait. */
  @FunctionalInterface
  interface Wait {
    void run() throws InterruptedException;
  }

  /** A wait of a given length. */
  @FunctionalInterface
  interface Pause {
    void last(Duration time) throws InterruptedException;
  }

  /**
   * None yet.
   *
   * @param reward by whose name it is told that the caller left
   */
  Waits(String reward, Caller caller, Pause pause) {
    this.reward = reward;
    this.caller = caller;
    this.pause = pause;
  }

  /** Those of who heeds one caller more; none yet. */
  Waits heeding(Caller another) {
    return new Waits(reward, caller.or(another), pause);
  }

  /**
   * Looks whether there are waits that nobody has a use for; their threads are then to be given up.
   *
   * @throws RewardNotAwaitedException if there are
   */
  void look() {
    if (waiting.get() > 0 && caller.hasLeft()) {
      throw new RewardNotAwaitedException(reward);
    }
  }

  /** Waits for so long. */
  void pause(Duration time) throws InterruptedException {
    during(() -> pause.last(time));
  }

  /** Waits. */
  void during(Wait wait) throws InterruptedException {
    waiting.incrementAndGet();
    try {
      wait.run();
    } finally {
      waiting.decrementAndGet();
    }
  }
}
