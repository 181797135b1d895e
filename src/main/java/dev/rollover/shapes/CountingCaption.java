package dev.rollover.shapes;

import java.util.List;

/** «three red circles, two blue squares and one green star»: these objects and no others. */
public record CountingCaption(List<Group> groups) implements Caption {

  /** The most groups that one caption names. */
  static final int MOST_GROUPS = 3;

  public CountingCaption {
    groups = List.copyOf(groups);
    Groups.requireDistinct(groups, MOST_GROUPS);
  }

  @Override
  public String text() {
    return Groups.join(groups.stream().map(Group::text).toList());
  }

  @Override
  public double violation(Scene scene) {
    return Caption.residualSumOfSquares(Groups.counts(groups), scene);
  }
}
