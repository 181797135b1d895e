package dev.rollover.shapes;

import java.util.List;
import java.util.stream.Stream;

/** «two green stars and no blue squares»: these objects and no others, least of all those named. */
public record NegationCaption(List<Group> groups, Kind absent) implements Caption {

  /** The most groups that are asked for beside the kind that must be absent. */
  static final int MOST_GROUPS = 2;

  public NegationCaption {
    groups = List.copyOf(groups);
    Groups.requireDistinct(groups, MOST_GROUPS);
    Groups.requireDistinctKinds(
        Stream.concat(groups.stream().map(Group::kind), Stream.of(absent)).toList());
  }

  @Override
  public String text() {
    return Groups.join(
        Stream.concat(groups.stream().map(Group::text), Stream.of("no " + absent.plural()))
            .toList());
  }

  @Override
  public double violation(Scene scene) {
    return Caption.residualSumOfSquares(Groups.counts(groups), scene);
  }
}
