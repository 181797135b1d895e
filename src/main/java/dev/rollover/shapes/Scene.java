package dev.rollover.shapes;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a picture shows: objects on a plain background, in a square of {@link #SIZE} pixels. */
public record Scene(List<SceneObject> objects) {

  /** Pixels along each side. */
  public static final int SIZE = 64;

  /** The most objects that a caption asks for; a parsed picture may hold more. */
  public static final int MOST_OBJECTS = 8;

  public Scene {
    objects = List.copyOf(objects);
  }

  /** How many objects there are of each kind that is there at all. */
  public Map<Kind, Integer> counts() {
    return objects.stream()
        .collect(
            Collectors.groupingBy(
                SceneObject::kind, Collectors.reducing(0, object -> 1, Integer::sum)));
  }

  /** The objects of one kind. */
  List<SceneObject> of(Kind kind) {
    return objects.stream().filter(object -> object.kind().equals(kind)).toList();
  }
}
