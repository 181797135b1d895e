package dev.rollover.reward.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The order in which people read: lines from top to bottom, each from left to right. A piece is of
 * the line above it if its centre is less than half a height below that line's first piece, the
 * lower of the two heights.
 */
final class ReadingOrder {

  private ReadingOrder() {}

  static List<Reading> of(List<Reading> readings) {
    List<List<Reading>> lines = new ArrayList<>();
    readings.stream()
        .sorted(Comparator.comparingDouble(reading -> reading.place().centre().y()))
        .forEach(reading -> put(reading, lines));
    return lines.stream().flatMap(ReadingOrder::leftToRight).toList();
  }

  private static void put(Reading reading, List<List<Reading>> lines) {
    if (!lines.isEmpty() && isBeside(lines.getLast().getFirst().place(), reading.place())) {
      lines.getLast().add(reading);
    } else {
      lines.add(new ArrayList<>(List.of(reading)));
    }
  }

  private static boolean isBeside(Quad first, Quad next) {
    double lower = Math.min(first.height(), next.height());
    return next.centre().y() - first.centre().y() < lower / 2;
  }

  private static Stream<Reading> leftToRight(List<Reading> line) {
    return line.stream()
        .sorted(Comparator.comparingDouble(reading -> reading.place().centre().x()));
  }
}
