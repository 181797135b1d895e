package dev.rollover.shapes;

import dev.rollover.shapes.ComparisonCaption.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What can be said of a scene: captions that it satisfies. */
final class TrueCaptions {

  private final RandomGenerator random;

  TrueCaptions(RandomGenerator random) {
    this.random = random;
  }

  /**
   * One caption of each form that says something true, and both relations where two hold; none of a
   * scene that shows nothing, or more than captions can say.
   */
  List<Caption> of(Scene scene) {
    Map<Kind, Integer> counts = scene.counts();
    if (scene.objects().isEmpty() || scene.objects().size() > Scene.MOST_OBJECTS) {
      return List.of();
    }
    List<Group> groups =
        new ArrayList<>(
            Kind.ALL.stream()
                .filter(counts::containsKey)
                .map(kind -> new Group(kind, counts.getOrDefault(kind, 0)))
                .toList());
    Collections.shuffle(groups, random);
    return candidates(groups).filter(caption -> caption.violation(scene) == 0).toList();
  }

  private Stream<Caption> candidates(List<Group> groups) {
    List<Caption> candidates = new ArrayList<>();
    if (groups.size() <= CountingCaption.MOST_GROUPS) {
      candidates.add(new CountingCaption(groups));
    }
    if (groups.size() <= NegationCaption.MOST_GROUPS) {
      candidates.add(new NegationCaption(groups, absent(groups)));
    }
    if (groups.size() == 2) {
      Group first = groups.getFirst();
      Group second = groups.getLast();
      for (Comparison comparison : Comparison.values()) {
        candidates.add(new ComparisonCaption(comparison, first.kind(), second.kind()));
      }
      for (Relation relation : Relation.values()) {
        candidates.add(new SpatialCaption(first, relation, second));
      }
    }
    return candidates.stream();
  }

  private Kind absent(List<Group> groups) {
    List<Kind> others =
        Kind.ALL.stream()
            .filter(kind -> groups.stream().noneMatch(group -> group.kind().equals(kind)))
            .toList();
    return others.get(random.nextInt(others.size()));
  }
}
