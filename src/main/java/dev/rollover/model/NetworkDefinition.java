package dev.rollover.model;

import java.util.Map;

/**
 * What a configuration makes of a network.
 *
 * @param program its name
 * @param constants that the program declares
 * @param weights that the program reads, all of them
 */
public record NetworkDefinition(
    String program, Map<String, Object> constants, NetworkWeights weights) {}
