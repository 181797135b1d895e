package dev.rollover.shapes;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kinds and the numbers that a caption names, in its words' order, and the same with others.
 */
final class CaptionParts {

  private CaptionParts() {}

  /** Every kind that is named; one that is to be absent comes last. */
  static List<Kind> kinds(Caption caption) {
    return switch (caption) {
      case CountingCaption counting -> kinds(counting.groups());
      case SpatialCaption spatial -> List.of(spatial.subject().kind(), spatial.reference().kind());
      case ComparisonCaption comparison -> List.of(comparison.subject(), comparison.reference());
      case NegationCaption negation ->
          Stream.concat(kinds(negation.groups()).stream(), Stream.of(negation.absent())).toList();
    };
  }

  /** The groups that are to be there; none of a comparison. */
  static List<Group> groups(Caption caption) {
    return switch (caption) {
      case CountingCaption counting -> counting.groups();
      case SpatialCaption spatial -> List.of(spatial.subject(), spatial.reference());
      case ComparisonCaption comparison -> List.of();
      case NegationCaption negation -> negation.groups();
    };
  }

  /**
   * The same caption of other kinds, as many.
   *
   * @throws CaptionException if no caption says that
   */
  static Caption withKinds(Caption caption, List<Kind> kinds) {
    if (caption instanceof ComparisonCaption comparison) {
      return new ComparisonCaption(comparison.comparison(), kinds.getFirst(), kinds.getLast());
    }
    List<Group> groups = groups(caption);
    Caption changed =
        withGroups(
            caption,
            IntStream.range(0, groups.size())
                .mapToObj(at -> new Group(kinds.get(at), groups.get(at).count()))
                .toList());
    return changed instanceof NegationCaption negation
        ? new NegationCaption(negation.groups(), kinds.getLast())
        : changed;
  }

  /**
   * The same caption of other groups, of which a relation has two and a comparison none.
   *
   * @throws CaptionException if no caption says that
   */
  static Caption withGroups(Caption caption, List<Group> groups) {
    return switch (caption) {
      case CountingCaption counting -> new CountingCaption(groups);
      case SpatialCaption spatial ->
          new SpatialCaption(groups.getFirst(), spatial.relation(), groups.getLast());
      case ComparisonCaption comparison -> comparison;
      case NegationCaption negation -> new NegationCaption(groups, negation.absent());
    };
  }

  private static List<Kind> kinds(List<Group> groups) {
    return groups.stream().map(Group::kind).toList();
  }
}
