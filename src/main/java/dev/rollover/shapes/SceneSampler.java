package dev.rollover.shapes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Draws scenes that satisfy a caption: every object somewhere in a cell of its own. */
public final class SceneSampler {

  /** How far an object's centre may lie from its cell's, in pixels along each axis. */
  private static final double JITTER = 1;

  private static final double LEAST_RADIUS = 5;
  private static final double MOST_RADIUS = 6.25;

  private final RandomGenerator random;

  public SceneSampler(RandomGenerator random) {
    this.random = random;
  }

  /** A scene that satisfies the caption. */
  public Scene draw(Caption caption) {
    return switch (caption) {
      case CountingCaption counting -> scattered(counting.groups());
      case NegationCaption negation -> scattered(negation.groups());
      case ComparisonCaption comparison -> scattered(unequalGroups(comparison));
      case SpatialCaption spatial -> apart(spatial);
    };
  }

  private Scene scattered(List<Group> groups) {
    List<Cell> cells = shuffled(cell -> true);
    List<SceneObject> objects = new ArrayList<>();
    for (Group group : groups) {
      place(group, cells, objects);
    }
    return new Scene(objects);
  }

  /** At most {@link Scene#MOST_OBJECTS} in all, so 1 to 3 of the smaller group. */
  private List<Group> unequalGroups(ComparisonCaption caption) {
    int few = random.nextInt(1, (Scene.MOST_OBJECTS - 1) / 2 + 1);
    int many = random.nextInt(few + 1, Scene.MOST_OBJECTS - few + 1);
    return List.of(new Group(caption.larger(), many), new Group(caption.smaller(), few));
  }

  /** A line between two columns or rows, the subjects on one side of it, the references beyond. */
  private Scene apart(SpatialCaption caption) {
    Relation relation = caption.relation();
    int line = lineWithRoom(caption.subject().count(), caption.reference().count());
    List<SceneObject> objects = new ArrayList<>();
    place(caption.subject(), shuffled(cell -> stepsAlong(relation, cell) < line), objects);
    place(caption.reference(), shuffled(cell -> stepsAlong(relation, cell) >= line), objects);
    return new Scene(objects);
  }

  /** Columns or rows between the cell and the side where the relation's subjects are. */
  private static int stepsAlong(Relation relation, Cell cell) {
    return switch (relation) {
      case LEFT_OF -> cell.column();
      case RIGHT_OF -> Cell.ALONG_SIDE - 1 - cell.column();
      case ABOVE -> cell.row();
      case BELOW -> Cell.ALONG_SIDE - 1 - cell.row();
    };
  }

  private int lineWithRoom(int subjects, int references) {
    int first = linesFor(subjects);
    int last = Cell.ALONG_SIDE - linesFor(references);
    return random.nextInt(first, last + 1);
  }

  /** Whole columns or rows that so many objects need. */
  private static int linesFor(int objects) {
    return Math.ceilDiv(objects, Cell.ALONG_SIDE);
  }

  private List<Cell> shuffled(Predicate<Cell> allowed) {
    List<Cell> cells = new ArrayList<>(Cell.ALL.stream().filter(allowed).toList());
    Collections.shuffle(cells, random);
    return cells;
  }

  /** Takes the group's cells from the end of the list. */
  private void place(Group group, List<Cell> cells, List<SceneObject> objects) {
    for (int index = 0; index < group.count(); index++) {
      objects.add(placed(group.kind(), cells.removeLast()));
    }
  }

  private SceneObject placed(Kind kind, Cell cell) {
    return new SceneObject(
        kind,
        cell.centreX() + random.nextDouble(-JITTER, JITTER),
        cell.centreY() + random.nextDouble(-JITTER, JITTER),
        random.nextDouble(LEAST_RADIUS, MOST_RADIUS));
  }
}
