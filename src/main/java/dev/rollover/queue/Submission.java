package dev.rollover.queue;

import dev.rollover.generation.Generation;

/**
 * The answer to a submitted request.
 *
 * @param generation as it stands
 * @param replayed whether the idempotency key was known, and nothing was queued anew
 */
public record Submission(Generation generation, boolean replayed) {}
