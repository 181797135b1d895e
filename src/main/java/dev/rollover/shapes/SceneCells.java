package dev.rollover.shapes;

/** What lies where in a scene, by the squares of 16 × 16 pixels that it is laid out in. */
public final class SceneCells {

  /** Squares of a scene, row by row from the top. */
  public static final int CELLS = Cell.ALONG_SIDE * Cell.ALONG_SIDE;

  /** What a square can hold: nothing, or a kind of object. */
  public static final int CONTENTS = 1 + Kind.ALL.size();

  private SceneCells() {}

  /**
   * What each square holds: 0 where no object has its centre there, else 1 and the place of the
   * object's kind in {@link Kind#ALL}; the last of several that share a square.
   */
  public static int[] contents(Scene scene) {
    int[] contents = new int[CELLS];
    for (SceneObject object : scene.objects()) {
      contents[line(object.y()) * Cell.ALONG_SIDE + line(object.x())] =
          1 + Kind.ALL.indexOf(object.kind());
    }
    return contents;
  }

  private static int line(double centre) {
    return Math.clamp((int) (centre / Cell.SIZE), 0, Cell.ALONG_SIDE - 1);
  }
}
