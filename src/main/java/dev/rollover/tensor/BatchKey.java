package dev.rollover.tensor;

/**
 * What rows must have in common to go through one device call together.
 *
 * @param model the loaded model, by identity; the name of a reward that a network or a service
 *     gives
 * @param operation such as {@code velocity}; the name under which calls are timed
 * @param shape whatever else the rows' tensors must agree in
 */
public record BatchKey(Object model, String operation, Object shape) {}
