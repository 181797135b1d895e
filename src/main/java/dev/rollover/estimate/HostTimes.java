package dev.rollover.estimate;

import dev.rollover.run.GenerationProgressed;
import dev.rollover.tensor.DeviceObserver;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What a round of a search takes beside its calls: drawing noise, deciding, reporting, storing. A
 * round and its calls are one thread's, which waits for their answers: so it does not matter what
 * else is running.
 */
@Component
class HostTimes implements DeviceObserver {

  /** How much the newest round counts once there are some: the first ones of a process are slow. */
  private static final double NEWEST = 0.05;

  private final LongSupplier nanoTime;

  /** Nanoseconds that the thread's round has waited for answers so far. */
  private final ThreadLocal<Long> waited = ThreadLocal.withInitial(() -> 0L);

  private double seconds;
  private long rounds;

  @Autowired
  HostTimes() {
    this(System::nanoTime);
  }

  HostTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public void ran(String operation, int rows, int calls, Duration time) {}

  @Override
  public Wait waits(String operation, int rows) {
    // What comes before the first round is none of it.
    return operation.equals(CallTimes.ENCODE) ? Wait.UNHEARD : new Answered(nanoTime.getAsLong());
  }

  private final class Answered implements Wait {

    private final long began;

    Answered(long began) {
      this.began = began;
    }

    @Override
    public void failed(Throwable failure) {}

    @Override
    public void close() {
      waited.set(waited.get() + nanoTime.getAsLong() - began);
    }
  }

  @EventListener
  void progressed(GenerationProgressed round) {
    double whole = round.after().seconds() - round.before().seconds();
    double host = whole - waited.get() / 1e9;
    waited.remove();
    learn(Math.max(0, host));
  }

  private synchronized void learn(double newest) {
    rounds++;
    seconds += Math.max(NEWEST, 1.0 / rounds) * (newest - seconds);
  }

  /** Seconds of a round beside its calls; 0 before the first. */
  synchronized double secondsOfRound() {
    return seconds;
  }
}
