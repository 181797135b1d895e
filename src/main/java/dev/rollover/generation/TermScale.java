package dev.rollover.generation;

/**
 * The scale that a term of the reward was put on: (value − mean) / deviation.
 *
 * @param mean of the first images that were scored
 * @param deviation of the same
 */
public record TermScale(double mean, double deviation) {}
