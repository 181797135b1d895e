package dev.rollover.generation;

/**
 * One image of a generation, the best first.
 *
 * @param number from 0
 * @param width in pixels
 * @param height in pixels
 * @param sha256 of the PNG file, in hexadecimal
 */
public record GenerationImage(int number, int width, int height, String sha256) {}
