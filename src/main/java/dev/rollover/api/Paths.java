package dev.rollover.api;

import java.util.UUID;

/** Where things are, relative to this service. */
final class Paths {

  static final String GENERATIONS = "/v1/generations";

  private Paths() {}

  static String generation(UUID id) {
    return GENERATIONS + "/" + id;
  }

  static String image(UUID id, int number) {
    return generation(id) + "/images/" + number;
  }
}
