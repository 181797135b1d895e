package dev.rollover.job;

/** A round of a running generation's search ended. */
public record GenerationProgressed(Generation generation, GenerationEvent.Progress progress) {}
