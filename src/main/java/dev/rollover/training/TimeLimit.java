package dev.rollover.training;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A moment by which something must be done, if there is one.
 *
 * @param start when the time began to run
 * @param length null where there is no limit
 */
record TimeLimit(InstantSource clock, Instant start, @Nullable Duration length) {

  static TimeLimit none() {
    return new TimeLimit(InstantSource.system(), Instant.EPOCH, null);
  }

  /** A limit that ends with this one, or earlier by a while, and begins now. */
  TimeLimit rest(Duration earlier) {
    if (length == null) {
      return this;
    }
    Instant now = clock.instant();
    Duration left = Duration.between(now, start.plus(length)).minus(earlier);
    return new TimeLimit(clock, now, left.isNegative() ? Duration.ZERO : left);
  }

  /** A limit that begins with this one and ends with a share of it. */
  TimeLimit part(double share) {
    return length == null
        ? this
        : new TimeLimit(clock, start, Duration.ofNanos(Math.round(length.toNanos() * share)));
  }

  /** How much of the time is over, 0 to 1; 0 where there is no limit. */
  double share() {
    if (length == null) {
      return 0;
    }
    double spent = Duration.between(start, clock.instant()).toNanos();
    return length.isZero() ? 1 : Math.clamp(spent / length.toNanos(), 0.0, 1.0);
  }
}
