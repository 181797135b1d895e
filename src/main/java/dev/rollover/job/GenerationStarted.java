package dev.rollover.job;

import java.time.Duration;

/**
 * A generation began to run (again, where its attempt is above 1).
 *
 * @param waited since it was accepted
 */
public record GenerationStarted(Generation generation, Duration waited) {}
