package dev.rollover.tensor;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One job as a device sees it: whether its calls stay alone, and what device time it is charged.
 */
public final class DeviceAccount {

  private final boolean alone;
  private final @Nullable String worker;
  private final AtomicLong nanos = new AtomicLong();

  /**
   * Opens an account.
   *
   * @param alone whether calls keep to batches of their own, so that not even last bits of an
   *     answer depend on what else is running
   */
  public DeviceAccount(boolean alone) {
    this(alone, null);
  }

  private DeviceAccount(boolean alone, @Nullable String worker) {
    this.alone = alone;
    this.worker = worker;
  }

  /** An account whose calls all go to one worker, by its name, wherever it can do them. */
  public static DeviceAccount onlyOn(String worker) {
    return new DeviceAccount(true, worker);
  }

  /** Whether calls keep to batches of their own. */
  public boolean alone() {
    return alone;
  }

  /** The name of the worker that its calls keep to; null for any. */
  @Nullable String worker() {
    return worker;
  }

  void charge(long moreNanos) {
    nanos.addAndGet(moreNanos);
  }

  /** Nanoseconds in which devices have worked for this account: its rows' share of each batch. */
  public long nanos() {
    return nanos.get();
  }
}
