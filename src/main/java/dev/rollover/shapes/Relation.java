package dev.rollover.shapes;

/** Where one object lies, seen from another. */
public enum Relation {
  LEFT_OF("to the left of"),
  RIGHT_OF("to the right of"),
  ABOVE("above"),
  BELOW("below");

  private final String words;

  Relation(String words) {
    this.words = words;
  }

  /** The relation in captions. */
  public String words() {
    return words;
  }

  /** Where the second object lies, seen from the first. */
  Relation opposite() {
    return switch (this) {
      case LEFT_OF -> RIGHT_OF;
      case RIGHT_OF -> LEFT_OF;
      case ABOVE -> BELOW;
      case BELOW -> ABOVE;
    };
  }

  /** How far, in pixels, the subject lies in this direction from the reference; else negative. */
  double lead(SceneObject subject, SceneObject reference) {
    return switch (this) {
      case LEFT_OF -> reference.x() - subject.x();
      case RIGHT_OF -> subject.x() - reference.x();
      case ABOVE -> reference.y() - subject.y();
      case BELOW -> subject.y() - reference.y();
    };
  }
}
