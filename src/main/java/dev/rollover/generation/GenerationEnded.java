package dev.rollover.generation;

/** A generation reached a terminal status. */
public record GenerationEnded(Generation generation) {}
