package dev.rollover.model;

import dev.rollover.tensor.Device;
import java.util.Map;
import java.util.function.Function;

/**
 * What a configuration makes of a network.
 *
 * @param program its name
 * @param constants that the program declares, on a device
 * @param weights that the program reads, all of them
 */
public record NetworkDefinition(
    String program, Function<Device, Map<String, Object>> constants, NetworkWeights weights) {}
