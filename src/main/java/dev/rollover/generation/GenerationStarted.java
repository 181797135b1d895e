package dev.rollover.generation;

import java.time.Duration;

/**
 * A generation began to run; again, where its attempt is above 1 or a shutdown gave it back.
 *
 * @param waited since it was accepted
 */
public record GenerationStarted(Generation generation, Duration waited) {}
