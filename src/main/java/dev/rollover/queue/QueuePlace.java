package dev.rollover.queue;

import java.time.Duration;

/**
 * Where a queued generation stands.
 *
 * @param position from 1, the next to run
 * @param eta until it is likely to start
 */
public record QueuePlace(int position, Duration eta) {}
