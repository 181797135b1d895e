package dev.rollover.generation;

/**
 * One fault of a request.
 *
 * @param field its path, such as {@code search.diffusion.norm} or {@code reward[1].name}
 * @param message what would be allowed instead
 */
public record FieldError(String field, String message) {}
