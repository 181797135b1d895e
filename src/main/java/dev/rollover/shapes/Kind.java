package dev.rollover.shapes;

import java.util.List;
import java.util.stream.Stream;

/** What an object is: the class that captions speak of and detections are counted by. */
public record Kind(Colour colour, Shape shape) {

  /** Every kind there is. */
  public static final List<Kind> ALL =
      Stream.of(Colour.values())
          .flatMap(colour -> Stream.of(Shape.values()).map(shape -> new Kind(colour, shape)))
          .toList();

  /** «red circle». */
  public String singular() {
    return colour.word() + " " + shape.word();
  }

  /** «red circles». */
  public String plural() {
    return colour.word() + " " + shape.plural();
  }
}
