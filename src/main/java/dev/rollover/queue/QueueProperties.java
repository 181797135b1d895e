package dev.rollover.queue;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The queue of generations.
 *
 * @param capacity how many generations may wait; more are refused
 * @param workers how many generations run at once in this process
 * @param pollInterval how often the queue looks for work that another process has queued
 * @param heartbeat how often a process says of each generation that it runs that it lives, and
 *     looks whether the others do; after six looks without a new heartbeat it is taken for dead,
 *     and what it ran waits for its next run: with the default, about 7 seconds after a process has
 *     died
 * @param shutdownGrace how long running generations may go on at shutdown before they are given
 *     back to the queue
 */
@Validated
@ConfigurationProperties(prefix = "rollover.queue", ignoreUnknownFields = false)
record QueueProperties(
    @DefaultValue("1000") @Min(1) int capacity,
    @DefaultValue("8") @Min(1) @Max(1000) int workers,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration pollInterval,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 100) Duration heartbeat,
    @DefaultValue("10s") @NotNull @DurationMin(millis = 0) Duration shutdownGrace) {

  /** So many looks in a row without a new one, and a process is taken for dead. */
  static final int MISSED_HEARTBEATS = 6;

  /** What a run needs at most, after the grace time, to stop between two calls. */
  static final Duration TIME_TO_GIVE_BACK = Duration.ofSeconds(15);
}
