package dev.rollover.model;

import java.util.Set;

/**
 * Which weights of a network come to their device at each use, and rest on the host in between: in
 * their files, which the system's page cache holds as far as there is room, where the device is the
 * host itself; else in memory of the host.
 *
 * @param names of them, the program's
 * @param unmappable those that cannot rest in their files, since something is merged with them, or
 *     since they begin there where no value of their type may
 */
record StreamedWeights(Set<String> names, Set<String> unmappable) {

  /** All weights stay on the device. */
  static final StreamedWeights NONE = new StreamedWeights(Set.of(), Set.of());

  StreamedWeights {
    names = Set.copyOf(names);
    unmappable = Set.copyOf(unmappable);
  }
}
