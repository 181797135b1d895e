package dev.rollover.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaptionTest {

  private static final Kind RED_CIRCLE = new Kind(Colour.RED, Shape.CIRCLE);
  private static final Kind BLUE_SQUARE = new Kind(Colour.BLUE, Shape.SQUARE);
  private static final Kind GREEN_STAR = new Kind(Colour.GREEN, Shape.STAR);

  @Test
  void counting_is_violated_by_the_squares_of_all_wrong_numbers() {
    Caption caption = CaptionReader.read("two red circles and one blue square");
    assertThat(caption.violation(scene(red(8, 8), red(24, 8), blue(40, 8)))).isZero();
    assertThat(caption.violation(scene())).isEqualTo(4 + 1);
    assertThat(caption.violation(scene(red(8, 8), red(24, 8), blue(40, 8), green(56, 8))))
        .isEqualTo(1);
  }

  @Test
  void a_relation_holds_from_half_a_cell_on_and_fails_by_the_square_of_what_is_missing() {
    Caption caption = CaptionReader.read("a red circle to the left of a blue square");
    assertThat(caption.violation(scene(red(20, 8), blue(28, 56)))).isZero();
    assertThat(caption.violation(scene(red(20, 8), blue(24, 56))))
        .isEqualTo(0.25 * 0.25, within(1e-12));
    assertThat(caption.violation(scene(red(56, 8), blue(8, 8)))).isEqualTo(1);
    assertThat(caption.violation(scene(red(8, 8)))).isEqualTo(1 + 1);
  }

  @Test
  void relations_between_groups_hold_for_every_pair() {
    Caption caption = CaptionReader.read("two red circles above one blue square");
    assertThat(caption.violation(scene(red(8, 8), red(24, 24), blue(8, 40)))).isZero();
    assertThat(caption.violation(scene(red(8, 8), red(24, 56), blue(8, 24)))).isEqualTo(0.5);
  }

  @Test
  void a_comparison_is_strict_and_needs_some_of_both() {
    Caption caption = CaptionReader.read("more red circles than blue squares");
    assertThat(caption.violation(scene(red(8, 8), red(24, 8), blue(40, 8)))).isZero();
    assertThat(caption.violation(scene(red(8, 8), blue(40, 8)))).isEqualTo(1);
    assertThat(caption.violation(scene(red(8, 8), red(24, 8)))).isEqualTo(1);
    assertThat(caption.violation(scene(red(8, 8), blue(24, 8), blue(40, 8), blue(56, 8))))
        .as("one red circle more and two blue squares fewer, or one fewer")
        .isEqualTo(1 + 4);
  }

  @Test
  void a_negation_counts_what_must_be_absent() {
    Caption caption = CaptionReader.read("one green star and no blue squares");
    assertThat(caption.violation(scene(green(8, 8)))).isZero();
    assertThat(caption.violation(scene(green(8, 8), blue(24, 8), blue(40, 8)))).isEqualTo(4);
  }

  private static Scene scene(SceneObject... objects) {
    return new Scene(List.of(objects));
  }

  private static SceneObject red(double x, double y) {
    return new SceneObject(RED_CIRCLE, x, y, 6);
  }

  private static SceneObject blue(double x, double y) {
    return new SceneObject(BLUE_SQUARE, x, y, 6);
  }

  private static SceneObject green(double x, double y) {
    return new SceneObject(GREEN_STAR, x, y, 6);
  }
}
