package dev.rollover.shapes;

import dev.rollover.shapes.ComparisonCaption.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws captions of each sort, all of them satisfiable. */
final class CaptionSampler {

  private final RandomGenerator random;

  CaptionSampler(RandomGenerator random) {
    this.random = random;
  }

  /** A caption of the given size: {@code total} objects in {@code groups} groups. */
  CountingCaption counting(int groups, int total) {
    return new CountingCaption(groups(kinds(groups), total));
  }

  /** Relations between two groups of {@code total} objects in all. */
  SpatialCaption spatial(int total) {
    List<Group> groups = groups(kinds(2), total);
    return new SpatialCaption(groups.getFirst(), one(Relation.values()), groups.getLast());
  }

  ComparisonCaption comparison() {
    List<Kind> kinds = kinds(2);
    return new ComparisonCaption(one(Comparison.values()), kinds.getFirst(), kinds.getLast());
  }

  /** {@code total} objects in {@code groups} groups, and one more kind that is to be absent. */
  NegationCaption negation(int groups, int total) {
    List<Kind> kinds = kinds(groups + 1);
    return new NegationCaption(groups(kinds.subList(0, groups), total), kinds.getLast());
  }

  /** A whole number in [least, most]. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private List<Kind> kinds(int count) {
    List<Kind> drawn = new ArrayList<>(count);
    while (drawn.size() < count) {
      Kind kind = Kind.ALL.get(random.nextInt(Kind.ALL.size()));
      if (!drawn.contains(kind)) {
        drawn.add(kind);
      }
    }
    return drawn;
  }

  /** Splits the total at random, one object a group at least. */
  private List<Group> groups(List<Kind> kinds, int total) {
    List<Group> groups = new ArrayList<>(kinds.size());
    int left = total;
    for (int index = 0; index < kinds.size(); index++) {
      int groupsAfter = kinds.size() - index - 1;
      int count = groupsAfter == 0 ? left : between(1, left - groupsAfter);
      groups.add(new Group(kinds.get(index), count));
      left -= count;
    }
    return groups;
  }

  private <T> T one(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
