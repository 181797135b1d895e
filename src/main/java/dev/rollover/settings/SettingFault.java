package dev.rollover.settings;

/**
 * One setting that can't be taken.
 *
 * @param field its path in a request, such as {@code search.diffusion.norm}
 * @param message what would be allowed instead
 */
public record SettingFault(String field, String message) {}
