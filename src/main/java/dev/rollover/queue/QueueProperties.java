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
 * @param heartbeat how often a running generation says that it lives; after six missed beats it is
 *     taken for dead and run again
 * @param shutdownGrace how long running generations may go on at shutdown before they are given
 *     back to the queue
 */
@Validated
@ConfigurationProperties(prefix = "rollover.queue", ignoreUnknownFields = false)
record QueueProperties(
    @DefaultValue("1000") @Min(1) int capacity,
    @DefaultValue("8") @Min(1) @Max(1000) int workers,
    @DefaultValue("1s") @NotNull @DurationMin(millis = 10) Duration pollInterval,
    @DefaultValue("5s") @NotNull @DurationMin(millis = 100) Duration heartbeat,
    @DefaultValue("10s") @NotNull @DurationMin(millis = 0) Duration shutdownGrace) {

  /** So many in a row, and a running generation is taken for dead. */
  static final int MISSED_HEARTBEATS = 6;

  /** What a run needs at most, after the grace time, to stop between two calls. */
  static final Duration TIME_TO_GIVE_BACK = Duration.ofSeconds(15);
}
