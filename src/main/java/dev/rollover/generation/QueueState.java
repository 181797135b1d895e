package dev.rollover.generation;

/**
 * What waits and what runs.
 *
 * @param depth generations that wait
 * @param nfe that the waiting ones may spend
 * @param running generations that run
 */
public record QueueState(int depth, long nfe, int running) {}
