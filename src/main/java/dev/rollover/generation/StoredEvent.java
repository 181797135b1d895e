package dev.rollover.generation;

import java.time.Instant;

/**
 * An event of a generation's log.
 *
 * @param id from 1, without gaps within a generation
 */
public record StoredEvent(long id, Instant at, GenerationEvent event) {}
