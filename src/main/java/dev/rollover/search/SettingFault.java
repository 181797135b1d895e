package dev.rollover.search;

/**
 * One setting that a search can't take.
 *
 * @param field its path in a request, such as {@code search.diffusion.norm}
 * @param message what would be allowed instead
 */
public record SettingFault(String field, String message) {}
