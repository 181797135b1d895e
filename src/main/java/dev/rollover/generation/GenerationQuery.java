package dev.rollover.generation;

import org.jspecify.annotations.Nullable;

/**
 * What to list, the newest first.
 *
 * @param status only these; all when absent
 * @param limit of a page, 1 to {@value #LARGEST_PAGE}
 * @param cursor of the page before; the first page when absent
 */
public record GenerationQuery(
    @Nullable GenerationStatus status, int limit, @Nullable String cursor) {

  public static final int USUAL_PAGE = 20;
  public static final int LARGEST_PAGE = 100;
}
