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
