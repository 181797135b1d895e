package dev.rollover.generation;

import java.util.UUID;

/**
 * How a generation goes on from where another ended. That one stays as it is, and may be deleted.
 *
 * @param from the other
 * @param brought what the other had come to, its spending under the limit of both parts
 */
public record Continuation(UUID from, Outcome brought) {}
