package dev.rollover.job;

/** A generation reached a terminal status. */
public record GenerationEnded(Generation generation) {}
