package dev.rollover.shapes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What captions of several groups have in common. */
final class Groups {

  private Groups() {}

  static void requireDistinct(List<Group> groups, int most) {
    if (groups.isEmpty() || groups.size() > most) {
      throw new CaptionException(
          "a caption names 1 to %d groups, not %d".formatted(most, groups.size()));
    }
    requireDistinctKinds(groups.stream().map(Group::kind).toList());
    NumberWords.requireCount(groups.stream().mapToInt(Group::count).sum());
  }

  static void requireDistinctKinds(List<Kind> kinds) {
    if (kinds.stream().distinct().count() < kinds.size()) {
      throw new CaptionException("a caption names each kind of object once: " + kinds);
    }
  }

  static Map<Kind, Integer> counts(List<Group> groups) {
    return groups.stream().collect(Collectors.toMap(Group::kind, Group::count));
  }

  /** «a», «a and b», «a, b and c». */
  static String join(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
