package dev.rollover.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/**
 * Where things are as whoever asks must call them: below the context path, or the prefix that a
 * proxy puts before it.
 *
 * @param base such as {@code /rollover}; empty at the root
 */
record Links(String base) {

  static final String GENERATIONS = "/v1/generations";

  static Links of(HttpServletRequest request) {
    return new Links(request.getContextPath());
  }

  String generation(UUID id) {
    return base + GENERATIONS + "/" + id;
  }

  String image(UUID id, int number) {
    return generation(id) + "/images/" + number;
  }
}
