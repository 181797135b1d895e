package dev.rollover.reward.ocr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullMarked
class RectangleTest {

  @Test
  void a_hull_has_corners_only_and_each_once() {
    List<Point> points = new ArrayList<>();
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 7; x++) {
        points.add(new Point(x, y));
      }
    }
    assertThat(Hull.of(points))
        .containsExactlyInAnyOrder(
            new Point(0, 0), new Point(6, 0), new Point(6, 4), new Point(0, 4));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 10, 45, 90, -30, 179})
  void the_smallest_round_a_rectangle_is_itself(double degrees) {
    Rectangle rectangle = new Rectangle(new Point(50, 40), Math.toRadians(degrees), 30, 8);
    Random random = new Random(3);
    List<Point> corners = rectangle.corners();
    Stream<Point> within =
        Stream.generate(() -> mixed(corners, random.nextDouble(), random.nextDouble())).limit(99);

    Rectangle found = Rectangle.around(Stream.concat(corners.stream(), within).toList());

    assertThat(found.shorter()).isCloseTo(8, within(1e-9));
    assertThat(Math.max(found.width(), found.height())).isCloseTo(30, within(1e-9));
    assertThat(found.centre().distance(rectangle.centre())).isCloseTo(0, within(1e-9));
    assertThat(found.corners())
        .allSatisfy(corner -> assertThat(corners).anyMatch(other -> other.distance(corner) < 1e-9));
  }

  private static Point mixed(List<Point> corners, double along, double across) {
    Point origin = corners.get(0);
    Point right = corners.get(1);
    Point below = corners.get(3);
    return new Point(
        origin.x() + along * (right.x() - origin.x()) + across * (below.x() - origin.x()),
        origin.y() + along * (right.y() - origin.y()) + across * (below.y() - origin.y()));
  }

  @Test
  void no_other_rectangle_round_points_is_smaller() {
    Random random = new Random(4);
    List<Point> points =
        Stream.generate(() -> new Point(random.nextInt(40), random.nextInt(25))).limit(60).toList();
    Rectangle smallest = Rectangle.around(points);
    for (double degrees = 0; degrees < 90; degrees += 0.25) {
      double cosine = Math.cos(Math.toRadians(degrees));
      double sine = Math.sin(Math.toRadians(degrees));
      double width = extent(points, cosine, sine);
      double height = extent(points, -sine, cosine);
      assertThat(smallest.width() * smallest.height()).isLessThan(width * height + 1e-9);
    }
  }

  private static double extent(List<Point> points, double x, double y) {
    double[] along = points.stream().mapToDouble(p -> x * p.x() + y * p.y()).sorted().toArray();
    return along[along.length - 1] - along[0];
  }

  @Test
  void one_point_has_one_too_and_it_grows_on_all_sides() {
    Rectangle point = Rectangle.around(List.of(new Point(3, 4)));
    assertThat(point.shorter()).isZero();
    assertThat(point.grown(2).corners())
        .containsExactly(new Point(1, 2), new Point(5, 2), new Point(5, 6), new Point(1, 6));
  }

  @Test
  void corners_are_told_apart_however_they_come() {
    Quad quad =
        Quad.of(List.of(new Point(9, 8), new Point(0, 1), new Point(10, 2), new Point(1, 7)));
    assertThat(quad)
        .isEqualTo(new Quad(new Point(0, 1), new Point(10, 2), new Point(9, 8), new Point(1, 7)));
  }
}
