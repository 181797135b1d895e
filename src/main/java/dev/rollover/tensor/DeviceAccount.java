package dev.rollover.tensor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One job as a device sees it: whether its calls stay alone, and what device time it is charged.
 */
public final class DeviceAccount {

  private final boolean alone;
  private final AtomicLong nanos = new AtomicLong();

  /**
   * Opens an account.
   *
   * @param alone whether calls keep to batches of their own, so that not even last bits of an
   *     answer depend on what else is running
   */
  public DeviceAccount(boolean alone) {
    this.alone = alone;
  }

  boolean alone() {
    return alone;
  }

  void charge(long moreNanos) {
    nanos.addAndGet(moreNanos);
  }

  /** Nanoseconds in which the device has worked for this account: its rows' share of each batch. */
  public long nanos() {
    return nanos.get();
  }
}
