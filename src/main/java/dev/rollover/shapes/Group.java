package dev.rollover.shapes;

/** Some objects of one kind, as captions name them: «three red circles». */
public record Group(Kind kind, int count) {

  public Group {
    NumberWords.requireCount(count);
  }

  /** «one red circle», «three red circles». */
  String text() {
    return NumberWords.word(count) + " " + (count == 1 ? kind.singular() : kind.plural());
  }

  /** As {@link #text()}, but «a red circle», «an orange star» for one. */
  String textWithArticle() {
    if (count > 1) {
      return text();
    }
    return (kind.colour() == Colour.ORANGE ? "an " : "a ") + kind.singular();
  }
}
