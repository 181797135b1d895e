package dev.rollover.generation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor asks for the page after; absent on the last
 */
public record GenerationPage(List<Generation> generations, @Nullable String nextCursor) {
  public GenerationPage {
    generations = List.copyOf(generations);
  }
}
