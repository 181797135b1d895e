package dev.rollover.queue;

import dev.rollover.generation.Generation;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a submitted request.
 *
 * @param generation as it stands
 * @param replayed whether the idempotency key was known, and nothing was queued anew
 * @param place where it stands; absent unless it waits
 */
public record Submission(Generation generation, boolean replayed, @Nullable QueuePlace place) {}
